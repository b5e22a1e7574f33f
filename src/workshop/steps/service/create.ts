import { arnOf } from '../../commands/arn-of.js';
import { appPort, names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { retryWhileRoleSpreads } from '../cluster/retry-while-role-spreads.js';
import { joinTexts } from '../taskdef/join-texts.js';
import { registerRevision } from '../taskdef/register-revision.js';
import { findServiceFaults } from './find-service-faults.js';
import { findService, shortRevision } from './find-service.js';
import { firstDo } from './first-do.js';
import { listener } from './listener.js';
import { readNetwork, requireNetwork } from './read-network.js';
import { targetGroup } from './target-group.js';

const drainMs = 10 * 60_000;

/** One task, always: ECS starts it, watches it, replaces it, and tells the load balancer where it is. */
export const createService: Step = {
  id: 'service.create',
  kind: 'state',
  makes: [{ kind: 'service', id: `${names.cluster}/${names.service}` }],
  commands: async ({ aws }) => {
    const network = await readNetwork(aws);
    const subnets = network?.privateSubnetIds.join(',') ?? 'subnet-…,subnet-…';
    return [
      `aws ecs create-service --cluster ${names.cluster} --service-name ${names.service} --task-definition ${names.taskFamily} --desired-count 1 --launch-type FARGATE` +
        ` --network-configuration 'awsvpcConfiguration={subnets=[${subnets}],securityGroups=[${network?.webSecurityGroupId ?? 'sg-…'}],assignPublicIp=DISABLED}'` +
        ` --load-balancers "targetGroupArn=${arnOf.targetGroup},containerName=${names.container},containerPort=${appPort}"` +
        ` --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=true}'`,
    ];
  },
  check: checkService,
  solve: async (context) => {
    const { aws, ledger, owner, say } = context;
    if ((await findService(aws)) !== undefined) return;
    const network = await requireNetwork(aws);
    // ECS refuses a target group that no listener points to.
    await listener.solve(context);
    const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
    if (group === undefined) return;
    const revision = await registerRevision(context, '1.0', ['1.0', '1.1']);
    await waitWhileDraining(context);
    const service = await ledger.record({ kind: 'service', id: `${names.cluster}/${names.service}` }, () =>
      retryWhileRoleSpreads(context, () =>
        aws.services.create({
          cluster: names.cluster,
          name: names.service,
          taskDefinition: revision.arn,
          desired: 1,
          subnets: network.privateSubnetIds,
          securityGroups: [network.webSecurityGroupId],
          targetGroupArn: group.arn,
          container: { name: names.container, port: appPort },
          tags: tagsFor(owner),
        }),
      ),
    );
    say(plain(service.arn));
  },
};

/** Until an earlier service of this name has let its last connections go, ECS refuses to make a new one. */
async function waitWhileDraining({ aws, clock, say, signal }: StepContext): Promise<void> {
  const deadline = clock.now() + drainMs;
  for (let told = false; (await aws.services.find(names.cluster, names.service))?.status === 'DRAINING' && clock.now() < deadline; told = true) {
    if (!told) say({ ja: `前の ${names.service} が終わるのを待っています…`, en: `waiting for the ${names.service} of before to end…` });
    await clock.sleep(1000, signal);
  }
}

async function checkService({ aws }: StepContext): Promise<Verdict> {
  const expected = {
    ja: `${names.service} が Fargate・プライベートサブネット 2 つ・${names.webSecurityGroup}・パブリック IP なしで ACTIVE`,
    en: `${names.service} is ACTIVE on Fargate, in the two private subnets, in ${names.webSecurityGroup}, without a public IP`,
  };
  const service = await findService(aws);
  if (service === undefined) {
    return notYet(expected, { ja: 'サービスがまだありません', en: 'there is no such service yet' }, { ja: `${names.cluster} に ${names.service} を作ります。`, en: `Create ${names.service} in ${names.cluster}.` });
  }
  const network = await readNetwork(aws);
  if (network === undefined) return firstDo(expected, { ja: `スタック ${names.stack} がありません`, en: `the stack ${names.stack} is not there` }, 'foundation.wait-stack');
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return firstDo(expected, { ja: `${names.targetGroup} がありません`, en: `${names.targetGroup} is not there` }, targetGroup.id);
  const faults = findServiceFaults(service, network, group.arn);
  if (faults.length === 0) return done(plain(service.arn), plain(`${shortRevision(service.taskDefinitionArn)} × ${service.desired}`));
  return notYet(expected, joinTexts(faults), {
    ja: `aws ecs update-service で直すか、 aws ecs delete-service --force --cluster ${names.cluster} --service ${names.service} で消して作り直します。`,
    en: `Correct it with aws ecs update-service, or delete it (aws ecs delete-service --force --cluster ${names.cluster} --service ${names.service}) and create it again.`,
  });
}
