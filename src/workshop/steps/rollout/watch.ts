import type { TargetHealth } from '../../../aws/load-balancers.js';
import type { Service } from '../../../aws/services.js';
import { watchService } from '../../live/watch-service.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { addLastStop } from '../service/add-last-stop.js';
import { explainStops } from '../service/explain-stops.js';
import { findService, shortRevision } from '../service/find-service.js';
import { firstDo } from '../service/first-do.js';
import { noteFact } from '../local/note-fact.js';
import { describeTarget } from '../service/healthy.js';
import { readRolloutEvents } from './rollout-events.js';
import { findUsedRevision, updateService } from './update.js';

const facts = { both: factOf('rollout.watch', 'both'), overlap: factOf('rollout.watch', 'overlap'), line: factOf('rollout.watch', 'line') } as const;

/** PRIMARY beside ACTIVE; the new task healthy before the old one drains; then one again. */
export const watchRollout: Step = {
  id: 'rollout.watch',
  kind: 'moment',
  restsOn: ['service.create', 'rollout.update'],
  live: watchService,
  rollOut: 'watched',
  deadlineMs: 15 * 60_000,
  commands: async () => [
    `aws ecs describe-services --cluster ${names.cluster} --services ${names.service} --query 'services[0].deployments[].[status,taskDefinition,desiredCount,pendingCount,runningCount,rolloutState]' --output text`,
  ],
  check: checkRollout,
  // ECS does it; there is nothing to do but to watch.
  solve: async () => {},
};

async function checkRollout(context: StepContext): Promise<Verdict> {
  const { aws } = context;
  const expected = { ja: '新しいデプロイだけが残り、COMPLETED になる', en: 'the new deployment is the only one, and COMPLETED' };
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, 'service.create');
  if ((await findUsedRevision(context, service.taskDefinitionArn)) === undefined) {
    return firstDo(expected, { ja: `サービスは ${shortRevision(service.taskDefinitionArn)} のままです`, en: `the service is on ${shortRevision(service.taskDefinitionArn)}` }, updateService.id);
  }
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  const { last, givenUp } = await explainStops(aws, service);
  const finished = service.deployments.length === 1 && primary?.rolloutState === 'COMPLETED' && service.running === service.desired;
  if (givenUp !== undefined && !finished) return notYet(expected, givenUp.observed, givenUp.fix);
  await watch(context, service);
  if (finished) return done(...tellWhatWasSeen(context, service));
  return waiting(addLastStop(plain(describeDeployments(service)), (primary?.failed ?? 0) > 0 ? last : undefined), service.createdAt, { ja: '2〜7 分（古いタスクのドレインを含む）', en: '2–7 min, with the draining of the old task' });
}

/** Notes what can only be seen while it lasts, and shows each change once. */
async function watch({ aws, progress, say }: StepContext, service: Service): Promise<void> {
  const targets = await readTargets({ aws }, service);
  if (service.deployments.some(({ status }) => status === 'ACTIVE')) noteFact(progress, facts.both, describeDeployments(service));
  const healthy = targets.filter(({ state }) => state === 'healthy');
  const others = targets.filter(({ state }) => state !== 'initial');
  if (healthy.length > 0 && others.length > 1) noteFact(progress, facts.overlap, targets.map(describeTarget).join(', '));
  const line = `${describeDeployments(service)} | ${targets.map(({ ip, state }) => `${ip} ${state}`).join(', ')}`;
  if (progress.fact(facts.line) === line) return;
  progress.remember(facts.line, line);
  say(plain(line));
}

async function readTargets({ aws }: Pick<StepContext, 'aws'>, service: Service): Promise<readonly TargetHealth[]> {
  const [arn] = service.targetGroupArns;
  return arn === undefined ? [] : aws.loadBalancers.targetHealth(arn);
}

function describeDeployments({ deployments }: Service): string {
  return deployments
    .map(({ status, taskDefinitionArn, desired, pending, running, rolloutState }) => `${status} ${shortRevision(taskDefinitionArn)} desired ${desired} pending ${pending} running ${running} ${rolloutState}`.trim())
    .join(' | ');
}

function tellWhatWasSeen({ progress }: StepContext, service: Service): readonly Text[] {
  const [both, overlap] = [progress.fact(facts.both), progress.fact(facts.overlap)];
  return [
    ...(both === undefined ? [{ ja: '並んでいるところには間に合わなかったので、サービスのイベントで確かめます', en: 'too late to see both deployments; the service’s events tell of it' }] : [{ ja: `並んでいました: ${both}`, en: `side by side: ${both}` }]),
    ...(overlap === undefined ? [] : [{ ja: `新旧のターゲット: ${overlap}`, en: `targets old and new: ${overlap}` }]),
    ...readRolloutEvents(service).map(({ at, message }) => plain(`${new Date(at).toISOString().slice(11, 19)} ${shortenEvent(message)}`)),
  ];
}

/** Without what is the same in every line. */
function shortenEvent(message: string): string {
  return message.replace(/^\(service [^)]*\) /, '').replace(/ in \(target-group [^)]*\)/, '');
}
