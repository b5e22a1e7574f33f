import type { EcsState } from './state.js';

const keptMs = 3_600_000;

/** STOPPED tasks and INACTIVE services can be described for an hour; deleted revisions until nothing refers to them. */
export function forgetOld(state: EcsState, now: number): void {
  for (const { arn, stoppedAt } of state.tasks.values()) {
    if (stoppedAt !== undefined && now - stoppedAt > keptMs) state.tasks.delete(arn);
  }
  for (const { arn, inactiveAt } of state.services.values()) {
    if (inactiveAt === undefined || now - inactiveAt <= keptMs) continue;
    state.services.delete(arn);
    state.events.delete(arn);
    for (const record of state.deploymentRecords.values()) {
      if (record.serviceArn === arn) state.deploymentRecords.delete(record.arn);
    }
  }
  for (const { arn, status } of state.taskDefinitions.values()) {
    if (status === 'DELETE_IN_PROGRESS' && !isReferred(state, arn)) state.taskDefinitions.delete(arn);
  }
  for (const token of state.clientTokens.keys()) {
    if (now - (state.clientTokens.get(token)?.at ?? 0) > 24 * keptMs) state.clientTokens.delete(token);
  }
}

function isReferred(state: EcsState, taskDefinitionArn: string): boolean {
  return (
    state.tasks.values().some((task) => task.taskDefinitionArn === taskDefinitionArn && task.lastStatus !== 'STOPPED') ||
    state.services.values().some(({ deployments }) => deployments.some((each) => each.taskDefinitionArn === taskDefinitionArn))
  );
}
