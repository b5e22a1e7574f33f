import { arnOf } from '../../commands/arn-of.js';
import type { TargetHealth } from '../../../aws/load-balancers.js';
import { diagnoseTarget } from '../../diagnosis/diagnose-target.js';
import { watchService } from '../../live/watch-service.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { addLastStop } from './add-last-stop.js';
import { createService } from './create.js';
import { explainStops } from './explain-stops.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';
import { targetGroup } from './target-group.js';

/** Running is not enough: the load balancer sends requests only to who answers its health checks. */
export const targetHealthy: Step = {
  id: 'service.healthy',
  kind: 'state',
  live: watchService,
  deadlineMs: 10 * 60_000,
  commands: async () => [`aws elbv2 describe-target-health --target-group-arn "${arnOf.targetGroup}"`],
  check: checkHealth,
  // The load balancer finds out by itself.
  solve: async () => {},
};

async function checkHealth({ aws }: StepContext): Promise<Verdict> {
  const expected = { ja: `${names.targetGroup} に healthy なターゲットがある`, en: `${names.targetGroup} has a healthy target` };
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return firstDo(expected, { ja: `${names.targetGroup} がありません`, en: `${names.targetGroup} is not there` }, targetGroup.id);
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  const targets = await aws.loadBalancers.targetHealth(group.arn);
  const healthy = targets.filter(({ state }) => state === 'healthy');
  if (healthy.length > 0) return done(...healthy.map((target) => plain(describeTarget(target))));
  // A program that ends at once was RUNNING for a moment: it is here that nothing more comes.
  const { last, givenUp } = await explainStops(aws, service);
  if (givenUp !== undefined) return notYet(expected, givenUp.observed, givenUp.fix);
  return waiting(addLastStop(describeWait(targets), last), service.createdAt, { ja: '1〜3 分', en: '1–3 min' });
}

function describeWait(targets: readonly TargetHealth[]): Text {
  if (targets.length === 0) return { ja: 'ターゲットはまだ登録されていません', en: 'no target is registered yet' };
  const told = targets.map((target) => ({ seen: describeTarget(target), means: diagnoseTarget(target)?.means }));
  return { ja: told.map(({ seen, means }) => `${seen}: ${means?.ja ?? ''}`).join(' '), en: told.map(({ seen, means }) => `${seen}: ${means?.en ?? ''}`).join(' ') };
}

/** "10.0.3.17:8080 initial (Elb.RegistrationInProgress)" */
export function describeTarget({ ip, port, state, reason, description }: TargetHealth): string {
  const why = [reason, description].filter((part) => part !== undefined).join(': ');
  return `${ip}:${port} ${state}${why === '' ? '' : ` (${why})`}`;
}
