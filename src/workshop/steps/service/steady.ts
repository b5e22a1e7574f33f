import { watchService } from '../../live/watch-service.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { addLastStop } from './add-last-stop.js';
import { createService } from './create.js';
import { explainStops } from './explain-stops.js';
import { findService, shortRevision } from './find-service.js';
import { firstDo } from './first-do.js';

/** One deployment, finished; as many tasks as wanted. It holds again after every rollout. */
export const serviceSteady: Step = {
  id: 'service.steady',
  kind: 'state',
  live: watchService,
  deadlineMs: 15 * 60_000,
  commands: async () => [`aws ecs wait services-stable --cluster ${names.cluster} --services ${names.service}`],
  check: checkSteady,
  // ECS gets there by itself.
  solve: async () => {},
};

async function checkSteady({ aws }: StepContext): Promise<Verdict> {
  const expected = { ja: 'デプロイは 1 つだけで COMPLETED、実行中のタスク数が希望数と同じ', en: 'one deployment, COMPLETED, with as many tasks running as desired' };
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  const steady = service.deployments.length === 1 && primary?.rolloutState === 'COMPLETED' && service.desired > 0 && service.running === service.desired;
  if (steady) return done(plain(`${shortRevision(primary.taskDefinitionArn)} COMPLETED, ${service.running}/${service.desired}`));
  const { last, givenUp } = await explainStops(aws, service);
  if (givenUp !== undefined) return notYet(expected, givenUp.observed, givenUp.fix);
  const deployments = service.deployments.map(({ status, taskDefinitionArn, running, desired, rolloutState }) => `${status} ${shortRevision(taskDefinitionArn)} ${running}/${desired} ${rolloutState}`.trim());
  return waiting(addLastStop(plain(deployments.join(', ')), service.running < service.desired ? last : undefined), service.createdAt, { ja: '2〜5 分', en: '2–5 min' });
}
