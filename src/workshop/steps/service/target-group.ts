import { arnOf } from '../../commands/arn-of.js';
import type { TargetGroup } from '../../../aws/load-balancers.js';
import { toType } from '../../diagnosis/what-to-type.js';
import { appPort, names, tagsFor } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { joinTexts } from '../taskdef/join-texts.js';
import { firstDo } from './first-do.js';
import { readNetwork, requireNetwork } from './read-network.js';

/** Who answers requests. Tasks on Fargate have addresses of their own, so targets are IP addresses, not instances. */
export const targetGroup: Step = {
  id: 'service.target-group',
  kind: 'state',
  makes: [{ kind: 'target-group', id: names.targetGroup }],
  commands: async ({ aws }) => [
    `aws elbv2 create-target-group --name ${names.targetGroup} --target-type ip --protocol HTTP --port ${appPort} --vpc-id ${(await readNetwork(aws))?.vpcId ?? 'vpc-…'} --health-check-path /`,
  ],
  check: checkTargetGroup,
  solve: async ({ aws, ledger, owner, say }) => {
    if ((await aws.loadBalancers.findTargetGroup(names.targetGroup)) !== undefined) return;
    const { vpcId } = await requireNetwork(aws);
    const made = await ledger.record({ kind: 'target-group', id: names.targetGroup }, () =>
      aws.loadBalancers.createTargetGroup({ name: names.targetGroup, vpcId, port: appPort, healthCheckPath: '/', tags: tagsFor(owner) }),
    );
    say(plain(made.arn));
  },
};

async function checkTargetGroup({ aws }: StepContext): Promise<Verdict> {
  const expected = {
    ja: `ターゲットグループ ${names.targetGroup}（種別 ip、HTTP、ヘルスチェック /）がある`,
    en: `the target group ${names.targetGroup} (type ip, HTTP, health check /) exists`,
  };
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return notYet(expected, { ja: 'まだありません', en: 'there is none yet' }, { ja: 'ターゲットグループを作ります。', en: 'Create the target group.' });
  const network = await readNetwork(aws);
  if (network === undefined) return firstDo(expected, { ja: `スタック ${names.stack} がありません`, en: `the stack ${names.stack} is not there` }, 'foundation.wait-stack');
  const faults = findFaults(group, network.vpcId);
  if (faults.length === 0) return done(plain(group.arn), plain(`${group.targetType} ${group.protocol}:${group.port} ${group.healthCheckPath}`));
  // The path can be changed, and a group that a listener uses cannot be deleted.
  if (faults.every(({ id }) => id === 'path')) return notYet(expected, joinTexts(faults.map(({ text }) => text)), { ja: `変えられます: ${toType.healthPath}`, en: `It can be changed: ${toType.healthPath}` });
  const first = group.loadBalancerArns.length === 0 ? { ja: '', en: '' } : { ja: `リスナーが使っている間は消せないので、先にリスナーを消します: ${toType.deleteListener} 。`, en: `A listener uses it, so delete that first: ${toType.deleteListener}. ` };
  return notYet(expected, joinTexts(faults.map(({ text }) => text)), {
    ja: `${first.ja}種別・プロトコル・VPC は後から変えられません。消して作り直します: aws elbv2 delete-target-group --target-group-arn "${arnOf.targetGroup}"`,
    en: `${first.en}Type, protocol and VPC cannot be changed later. Delete it, then create it again: aws elbv2 delete-target-group --target-group-arn "${arnOf.targetGroup}"`,
  });
}

interface Fault {
  readonly id: 'type' | 'protocol' | 'vpc' | 'path';
  readonly text: Text;
}

function findFaults(group: TargetGroup, vpcId: string): Fault[] {
  const compare = (id: Fault['id'], what: Text, observed: string, right: string): Fault[] =>
    observed === right ? [] : [{ id, text: { ja: `${what.ja}が ${observed}（正しくは ${right}）`, en: `${what.en} is ${observed} (should be ${right})` } }];
  return [
    ...compare('type', { ja: 'ターゲットの種別', en: 'the target type' }, group.targetType, 'ip'),
    ...compare('protocol', { ja: 'プロトコル', en: 'the protocol' }, group.protocol, 'HTTP'),
    ...compare('vpc', { ja: 'VPC ', en: 'the VPC' }, group.vpcId, vpcId),
    ...compare('path', { ja: 'ヘルスチェックのパス', en: 'the health check path' }, group.healthCheckPath, '/'),
  ];
}
