import type { Task } from './model.js';
import type { EcsState } from './state.js';

const keptMs = 3_600_000;
/** At the fast pace a service that never comes up stops many more in an hour than on AWS. */
const keptTasksOfGroup = 200;
const recordKeptMs = 90 * 24 * 3_600_000;

/**
 * STOPPED tasks (the latest of each service or family) and INACTIVE services can be described for an hour, service
 * deployments for 90 days, deleted revisions until nothing refers to them.
 */
export function forgetOld(state: EcsState, now: number): void {
  for (const arn of forgettableTasks(state.tasks.values(), now)) state.tasks.delete(arn);
  for (const { arn, inactiveAt } of state.services.values()) {
    if (inactiveAt === undefined || now - inactiveAt <= keptMs) continue;
    state.services.delete(arn);
    state.events.delete(arn);
    for (const record of state.deploymentRecords.values()) {
      if (record.serviceArn === arn) state.deploymentRecords.delete(record.arn);
    }
  }
  for (const { arn, finishedAt } of state.deploymentRecords.values()) {
    if (finishedAt !== undefined && now - finishedAt > recordKeptMs) state.deploymentRecords.delete(arn);
  }
  for (const { arn, status } of state.taskDefinitions.values()) {
    if (status === 'DELETE_IN_PROGRESS' && !isReferred(state, arn)) state.taskDefinitions.delete(arn);
  }
  for (const token of state.clientTokens.keys()) {
    if (now - (state.clientTokens.get(token)?.at ?? 0) > 24 * keptMs) state.clientTokens.delete(token);
  }
}

function forgettableTasks(tasks: readonly Task[], now: number): readonly string[] {
  const stopped = tasks.filter(({ stoppedAt }) => stoppedAt !== undefined).sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
  const seen = new Map<string, number>();
  return stopped.flatMap(({ arn, stoppedAt = 0, clusterArn, group }) => {
    const key = `${clusterArn} ${group}`;
    const place = (seen.get(key) ?? 0) + 1;
    seen.set(key, place);
    return now - stoppedAt > keptMs || place > keptTasksOfGroup ? [arn] : [];
  });
}

function isReferred(state: EcsState, taskDefinitionArn: string): boolean {
  return (
    state.tasks.values().some((task) => task.taskDefinitionArn === taskDefinitionArn && task.lastStatus !== 'STOPPED') ||
    state.services.values().some(({ deployments }) => deployments.some((each) => each.taskDefinitionArn === taskDefinitionArn))
  );
}
