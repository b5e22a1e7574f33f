import type { Service, Task } from '../../../aws/services.js';
import { diagnoseEvent, findTrouble } from '../../diagnosis/diagnose-event.js';
import { diagnoseStop } from '../../diagnosis/diagnose-stop.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';

/** As many as the circuit breaker of a small service bears. */
const failuresToGiveUp = 3;
const linesOfLog = 1000;

export interface Stops {
  /** Why the last task stopped that was not stopped on purpose, or why none could be started. */
  readonly last: Diagnosis | undefined;
  /** There, when waiting any longer would not help. */
  readonly givenUp: { readonly observed: Text; readonly fix: Text } | undefined;
}

/** Reads why tasks of the service ended by themselves, and whether starting new ones can still come right. */
export async function explainStops(aws: StepContext['aws'], service: Service): Promise<Stops> {
  const tasks = await aws.services.tasks(names.cluster, { service: names.service, stopped: true });
  const stops = tasks.filter((task) => isOf(service, task) && diagnoseStop(task) !== undefined);
  const [newest, before] = stops;
  const last = newest === undefined ? findTrouble(service.events) : diagnoseStop(newest, await readLastWords(aws, service, newest));
  const primary = service.deployments.find(({ status }) => status === 'PRIMARY');
  const failures = primary?.failed ?? 0;
  const broken = primary?.rolloutState === 'FAILED' || failures >= failuresToGiveUp || (failures > 1 && isSameTrouble(newest, before));
  if (!broken) return { last, givenUp: undefined };
  const cause = last ?? diagnoseEvent(primary?.rolloutReason ?? 'deployment failed: tasks failed to start');
  return { last, givenUp: { observed: tellDiagnosis(cause), fix: cause.fix } };
}

/** For an hour ECS also shows the tasks of a deleted service of the same name. */
function isOf({ deployments }: Service, { startedBy }: Task): boolean {
  return startedBy === undefined || deployments.some(({ id }) => id === startedBy);
}

/** What has failed twice in the same way will fail a third time. */
function isSameTrouble(one: Task | undefined, other: Task | undefined): boolean {
  if (one === undefined || other === undefined || one.taskDefinitionArn !== other.taskDefinitionArn) return false;
  return diagnoseStop(one)?.id === diagnoseStop(other)?.id;
}

/** The end of the log of a task whose program ended: an exit code alone says little. */
async function readLastWords(aws: StepContext['aws'], { createdAt }: Service, { id, stopCode }: Task): Promise<string> {
  if (stopCode !== 'EssentialContainerExited') return '';
  // Without the permission to read logs there is still the exit code.
  const events = await aws.logGroups.events(names.logGroup, { limit: linesOfLog, startTime: createdAt }).catch(() => []);
  return events.filter(({ stream }) => stream.endsWith(`/${id}`)).slice(-5).map(({ message }) => message).join('\n');
}
