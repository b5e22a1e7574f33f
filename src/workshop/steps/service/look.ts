import { arnOf } from '../../commands/arn-of.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain, waiting } from '../../verdict.js';
import { createService } from './create.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';
import { describeTarget } from './healthy.js';

/** Few enough to be read. */
const shown = { events: 2, lines: 3 } as const;
const recentMs = 10 * 60_000;

/** The three places to look when something is wrong, while nothing is. */
export const lookAround: Step = {
  id: 'service.look',
  kind: 'moment',
  deadlineMs: 3 * 60_000,
  commands: async () => [
    `aws elbv2 describe-target-health --target-group-arn "${arnOf.targetGroup}"`,
    `aws ecs describe-services --cluster ${names.cluster} --services ${names.service} --query 'services[0].events[:5]'`,
    `aws logs tail ${names.logGroup} --since 10m`,
  ],
  check: checkLook,
  // To look is all there is to do, and `check` does it.
  solve: async () => {},
};

async function checkLook({ aws, clock }: StepContext): Promise<Verdict> {
  const expected = { ja: 'ターゲット、イベント、ログが見えている', en: 'targets, events and logs are seen' };
  const service = await findService(aws);
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (service === undefined || group === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  const targets = await aws.loadBalancers.targetHealth(group.arn);
  const lines = (await aws.logGroups.events(names.logGroup, { last: 1000, startTime: clock.now() - recentMs })).filter(({ message }) => message.trim() !== '');
  if (targets.length === 0 || service.events.length === 0 || lines.length === 0) {
    return waiting({ ja: `ロググループ ${names.logGroup} に行が届くのを待っています`, en: `waiting for lines in the log group ${names.logGroup}` }, clock.now(), { ja: '数秒〜1 分', en: 'seconds to 1 min' });
  }
  return done(
    ...targets.map((target) => plain(describeTarget(target))),
    ...service.events.slice(0, shown.events).map(({ message }) => plain(message)),
    ...lines.slice(-shown.lines).map(({ message }) => plain(message.trim())),
  );
}
