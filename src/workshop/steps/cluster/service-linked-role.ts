import type { Step } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';

const roleName = 'AWSServiceRoleForECS';
const service = 'ecs.amazonaws.com';

/**
 * With this role ECS may attach network interfaces and register targets for us. It belongs to the account, not to the
 * workshop: other clusters use it too, so it is not on the ledger and stays after the clean-up.
 */
export const serviceLinkedRole: Step = {
  id: 'cluster.service-linked-role',
  kind: 'state',
  commands: async () => [`aws iam get-role --role-name ${roleName}`, `aws iam create-service-linked-role --aws-service-name ${service}`],
  check: async ({ aws }) => {
    const role = await aws.roles.find(roleName);
    if (role !== undefined) return done(plain(role.arn));
    return notYet(
      { ja: `サービスにリンクされたロール ${roleName} がある`, en: `the service-linked role ${roleName} exists` },
      { ja: 'このアカウントではまだ ECS が使われていないようです', en: 'it seems that this account has not used ECS yet' },
      {
        ja: `aws iam create-service-linked-role --aws-service-name ${service} で作ります。消さずに残してよいロールです。`,
        en: `Create it: aws iam create-service-linked-role --aws-service-name ${service}. It may stay in the account.`,
      },
    );
  },
  solve: ({ aws }) => aws.roles.ensureServiceLinkedRole(service),
};
