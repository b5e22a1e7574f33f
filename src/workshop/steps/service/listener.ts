import { arnOf } from '../../commands/arn-of.js';
import { listenerPort, names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { UserError } from '../../../shared/user-error.js';
import { done, notYet, plain } from '../../verdict.js';
import { firstDo } from './first-do.js';
import { targetGroup } from './target-group.js';


/** Where the load balancer listens, and to whom it hands what it hears. */
export const listener: Step = {
  id: 'service.listener',
  kind: 'state',
  makes: [{ kind: 'listener', id: `${names.loadBalancer}:${listenerPort}` }],
  commands: async () => [
    `aws elbv2 create-listener --load-balancer-arn "${arnOf.loadBalancer}" --protocol HTTP --port ${listenerPort} --default-actions "Type=forward,TargetGroupArn=${arnOf.targetGroup}"`,
  ],
  check: checkListener,
  solve: async (context) => {
    const { aws, ledger, owner, say } = context;
    const balancer = await aws.loadBalancers.find(names.loadBalancer);
    if (balancer === undefined) {
      throw new UserError('load-balancer-missing', { ja: `ロードバランサー ${names.loadBalancer} がありません`, en: `The load balancer ${names.loadBalancer} is not there` }, { why: { ja: '第 1 章のスタックが作ります。', en: 'The stack of chapter 1 makes it.' }, next: 'boyacky-lab solve foundation.wait-stack' });
    }
    await targetGroup.solve(context);
    const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
    const taken = (await aws.loadBalancers.listeners(balancer.arn)).some(({ port }) => port === listenerPort);
    if (taken || group === undefined) return;
    // A listener has no name; until its ARN is known this is what it is found by.
    const made = await ledger.record({ kind: 'listener', id: `${names.loadBalancer}:${listenerPort}` }, () =>
      aws.loadBalancers.createListener({ loadBalancerArn: balancer.arn, port: listenerPort, targetGroupArn: group.arn, tags: tagsFor(owner) }),
    );
    say(plain(made.arn));
  },
};

async function checkListener({ aws }: StepContext): Promise<Verdict> {
  const expected = {
    ja: `${names.loadBalancer} のポート ${listenerPort} が ${names.targetGroup} に転送する`,
    en: `port ${listenerPort} of ${names.loadBalancer} forwards to ${names.targetGroup}`,
  };
  const balancer = await aws.loadBalancers.find(names.loadBalancer);
  if (balancer === undefined) return firstDo(expected, { ja: `${names.loadBalancer} がありません`, en: `${names.loadBalancer} is not there` }, 'foundation.wait-stack');
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return firstDo(expected, { ja: `${names.targetGroup} がありません`, en: `${names.targetGroup} is not there` }, targetGroup.id);
  const listeners = await aws.loadBalancers.listeners(balancer.arn);
  const onPort = listeners.find(({ port }) => port === listenerPort);
  if (onPort === undefined) {
    const others = listeners.map(({ port }) => port).join(', ');
    return notYet(
      expected,
      others === '' ? { ja: 'リスナーがありません', en: 'it has no listener' } : { ja: `リスナーはポート ${others} だけです`, en: `it listens on port ${others} only` },
      { ja: `HTTP ${listenerPort} のリスナーを作り、既定のアクションを ${names.targetGroup} への転送にします。`, en: `Create a listener for HTTP ${listenerPort} whose default action forwards to ${names.targetGroup}.` },
    );
  }
  if (!onPort.targetGroupArns.includes(group.arn)) {
    const elsewhere = onPort.targetGroupArns.map((arn) => arn.split('/')[1] ?? arn).join(', ');
    return notYet(
      expected,
      elsewhere === '' ? { ja: '転送先がありません', en: 'it has no forward action' } : { ja: `転送先が ${elsewhere} です`, en: `it forwards to ${elsewhere}` },
      {
        ja: `aws elbv2 modify-listener --listener-arn ${onPort.arn} --default-actions "Type=forward,TargetGroupArn=${arnOf.targetGroup}"`,
        en: `aws elbv2 modify-listener --listener-arn ${onPort.arn} --default-actions "Type=forward,TargetGroupArn=${arnOf.targetGroup}"`,
      },
    );
  }
  return done(plain(onPort.arn), plain(`${onPort.protocol}:${onPort.port} → ${group.name}`));
}
