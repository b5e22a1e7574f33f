import type { RunTaskCommandInput, RunTaskCommandOutput } from '@aws-sdk/client-ecs';
import { AwsError } from '../../aws-error.js';
import { checkTaskRoles } from '../../scheduler/check-task-roles.js';
import { newTask } from '../../scheduler/new-task.js';
import type { Handler } from '../../service.js';
import { checkNetwork } from '../check-network.js';
import { choosePlacement } from '../check-placement.js';
import type { Ecs } from '../ecs.js';
import { clientError, invalidParameter, notInSandbox } from '../errors.js';
import { findCluster, findUsableTaskDefinition } from '../find.js';
import { presentTask } from '../present-task.js';
import { mergeTags } from '../tags.js';

export function runTask(ecs: Ecs): Handler<RunTaskCommandInput, RunTaskCommandOutput> {
  return async (input) => {
    const { context, state, scheduler } = ecs;
    const { clientToken, count = 1, ...request } = input;
    const known = clientToken === undefined ? undefined : state.clientTokens.get(clientToken);
    if (known) return answerAgain(ecs, known, JSON.stringify({ count, ...request }));

    const cluster = findCluster(ecs, input.cluster);
    const taskDefinition = findUsableTaskDefinition(ecs, input.taskDefinition);
    if (count < 1 || count > 10) throw invalidParameter('Count must be between 1 and 10.');
    if (input.volumeConfigurations?.length) throw notInSandbox('volumeConfigurations', 'Containers have their own file system only.');
    if (input.placementConstraints?.length || input.placementStrategy?.length) {
      throw invalidParameter('Placement strategies and constraints are not supported with FARGATE launch type.');
    }
    checkOverrides(input, taskDefinition.definition.containerDefinitions?.map(({ name }) => name) ?? []);
    const placement = choosePlacement(input, cluster, taskDefinition);
    const networkConfiguration = await checkNetwork(context, input.networkConfiguration);
    const { definition } = taskDefinition;
    const roles = [input.overrides?.taskRoleArn ?? definition.taskRoleArn, input.overrides?.executionRoleArn ?? definition.executionRoleArn];
    const refusal = await checkTaskRoles(context, roles);
    if (refusal !== undefined) throw clientError(refusal);

    const tags = {
      ...(input.propagateTags === 'TASK_DEFINITION' ? taskDefinition.tags : {}),
      ...mergeTags({}, input.tags),
      ...(input.enableECSManagedTags && { 'aws:ecs:clusterName': cluster.name }),
    };
    const tasks = Array.from({ length: count }, () =>
      newTask(context, {
        clusterArn: cluster.arn,
        taskDefinition,
        placement: { ...placement, networkConfiguration },
        group: input.group ?? `family:${taskDefinition.family}`,
        startedBy: input.startedBy,
        overrides: input.overrides ?? {},
        enableExecuteCommand: input.enableExecuteCommand ?? false,
        tags,
      }),
    );
    if (clientToken !== undefined) {
      state.clientTokens.set(clientToken, { request: JSON.stringify({ count, ...request }), taskArns: tasks.map(({ arn }) => arn), at: context.clock.now() });
    }
    const answer = tasks.map((task) => presentTask(task, ['TAGS']));
    for (const task of tasks) scheduler.launch(task);
    return { tasks: answer, failures: [] };
  };
}

function answerAgain({ state }: Ecs, known: { readonly request: string; readonly taskArns: readonly string[] }, request: string) {
  if (known.request !== request) {
    throw new AwsError('ConflictException', 'The client token was used before with other parameters.', { fields: { resourceIds: [...known.taskArns] } });
  }
  return { tasks: known.taskArns.flatMap((arn) => state.tasks.get(arn) ?? []).map((task) => presentTask(task, ['TAGS'])), failures: [] };
}

function checkOverrides({ overrides }: RunTaskCommandInput, names: readonly (string | undefined)[]): void {
  const unknown = overrides?.containerOverrides?.find(({ name }) => !names.includes(name));
  if (unknown) throw invalidParameter(`Override for container named ${unknown.name ?? ''} is not a container in the TaskDefinition.`);
  if (overrides?.containerOverrides?.some(({ environmentFiles }) => environmentFiles?.length)) {
    throw notInSandbox('environmentFiles', 'There is no S3 here; use environment.');
  }
}
