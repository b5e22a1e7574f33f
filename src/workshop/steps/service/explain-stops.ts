import type { Deployment, Service, Task } from '../../../aws/services.js';
import { diagnoseEvent, findStandstill, findTrouble } from '../../diagnosis/diagnose-event.js';
import { diagnoseStop } from '../../diagnosis/diagnose-stop.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';

/** As many as the circuit breaker of a small service bears. */
const failuresToGiveUp = 3;
const lastWords = { lines: 5, withinMs: 60 * 60_000 } as const;

export interface Stops {
  /** Why the last task stopped that was not stopped on purpose, or why none could be started. */
  readonly last: Diagnosis | undefined;
  /** There, when waiting any longer would not help. */
  readonly givenUp: { readonly observed: Text; readonly fix: Text } | undefined;
}

/**
 * Reads why tasks of a deployment ended by themselves, and whether starting new ones can still come right. What tasks of
 * earlier deployments said is no news of this one: their mistakes may be mended.
 */
export async function explainStops(aws: StepContext['aws'], service: Service, deployment = primaryOf(service)): Promise<Stops> {
  if (deployment === undefined) return { last: undefined, givenUp: undefined };
  const tasks = await aws.services.tasks(names.cluster, { service: names.service, stopped: true });
  const [newest, before] = tasks.filter((task) => task.startedBy === deployment.id && isTold(task) && diagnoseStop(task) !== undefined);
  const events = service.events.filter(({ at }) => at >= deployment.createdAt);
  const trouble = findTrouble(events);
  const last = newest === undefined ? trouble : await explainStop(aws, newest);
  const broken = deployment.rolloutState === 'FAILED' || deployment.failed >= failuresToGiveUp || (deployment.failed > 1 && isSameTrouble(newest, before));
  const stuck = findStandstill(events);
  if (!broken && stuck === undefined) return { last, givenUp: undefined };
  const cause = stuck ?? last ?? diagnoseEvent(deployment.rolloutReason ?? 'deployment failed: tasks failed to start');
  return { last: cause, givenUp: { observed: tellDiagnosis(cause), fix: cause.fix } };
}

/** Why a task ended, with the last that its program wrote; undefined: it was stopped on purpose. */
export async function explainStop(aws: StepContext['aws'], task: Task): Promise<Diagnosis | undefined> {
  return diagnoseStop(task, await readLastWords(aws, task));
}

/** A task that is just ending says that its program ended before it says with which exit code: without it nothing is known yet. */
export function isTold({ stopCode, lastStatus, containers }: Task): boolean {
  return stopCode !== 'EssentialContainerExited' || lastStatus === 'STOPPED' || containers.some(({ exitCode }) => exitCode !== undefined);
}

function primaryOf({ deployments }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

/** What has failed twice in the same way will fail a third time. */
function isSameTrouble(one: Task | undefined, other: Task | undefined): boolean {
  if (one === undefined || other === undefined || one.taskDefinitionArn !== other.taskDefinitionArn) return false;
  return diagnoseStop(one)?.id === diagnoseStop(other)?.id;
}

/** The end of the log of a task whose program ended: an exit code alone says little. */
async function readLastWords(aws: StepContext['aws'], { id, stopCode, createdAt = 0, stoppedAt = createdAt }: Task): Promise<string> {
  if (stopCode !== 'EssentialContainerExited') return '';
  const startTime = Math.max(createdAt, stoppedAt - lastWords.withinMs);
  // Without the permission to read logs there is still the exit code.
  const events = await aws.logGroups.events(names.logGroup, { last: lastWords.lines, startTime, stream: (name) => name.endsWith(`/${id}`) }).catch(() => []);
  return events.map(({ message }) => message).join('\n');
}
