import type { SandboxContext } from '../context.js';
import { StartFailure } from '../runtime/start-failure.js';
import type { TaskRuntime } from '../runtime/task-runtime.js';
import type { Task } from './model.js';
import { createNetworkInterface } from './network-interface.js';
import type { EcsState } from './state.js';
import { stopTaskInSteps } from './stop-task-in-steps.js';
import { taskSpecOf } from './task-spec.js';

/** What a task's life is lived with. */
export interface TaskWorld {
  readonly context: SandboxContext;
  readonly state: EcsState;
  readonly runtime: TaskRuntime;
  /** Stores a change and wakes the scheduler. */
  readonly update: (taskArn: string, change: Partial<Task>) => Task;
  /** Aborted when the task shall stop. */
  readonly stopping: AbortSignal;
  /** Aborted when the sandbox itself ends: nothing is waited for any more. */
  readonly halting: AbortSignal;
}

// As measured on Fargate: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
const provisioningMs = 4_000;
const beforePullMs = 12_000;
const activatingMs = 1_000;

/** Lives a task from PROVISIONING to STOPPED. Never rejects. */
export async function liveTask(world: TaskWorld, taskArn: string): Promise<void> {
  try {
    await bringUp(world, taskArn);
    await untilEnd(world, taskArn);
  } catch (error) {
    recordStartFailure(world, taskArn, error);
  }
  await stopTaskInSteps(world, taskArn);
}

/** Goes on with a task whose containers were taken up again after a restart of the sandbox. */
export async function resumeTask(world: TaskWorld, taskArn: string): Promise<void> {
  await untilEnd(world, taskArn).catch((error: unknown) => recordStartFailure(world, taskArn, error));
  await stopTaskInSteps(world, taskArn);
}

async function bringUp(world: TaskWorld, taskArn: string): Promise<void> {
  const { context, state, runtime, update, stopping } = world;
  const { clock, pace } = context;
  const pause = (realMs: number): Promise<void> => clock.sleep(pace.ms(realMs), stopping).catch(() => undefined);
  const created = state.tasks.get(taskArn);
  if (!created) return;

  update(taskArn, await createNetworkInterface(context, state, created));
  await pause(provisioningMs);
  if (stopping.aborted) return;

  const pending = update(taskArn, { lastStatus: 'PENDING', connectivityAt: clock.now() });
  await pause(beforePullMs);
  if (stopping.aborted) return;
  const definition = state.taskDefinitions.get(pending.taskDefinitionArn);
  if (!definition) throw new StartFailure('Unable to describe task definition.');
  const spec = taskSpecOf(pending, definition, digestsOfDeployment(state, pending));
  update(taskArn, { pullStartedAt: clock.now() });
  const prepared = await runtime.prepare(spec, stopping);
  const pulled = update(taskArn, { pullStoppedAt: clock.now() });
  rememberDigests(state, pulled, prepared.imageDigests);
  update(taskArn, { containers: pulled.containers.map((each) => ({ ...each, imageDigest: prepared.imageDigests[each.name] ?? each.imageDigest })) });
  if (stopping.aborted) return;

  const { containers: started, accessKeyId } = await prepared.start();
  update(taskArn, {
    lastStatus: 'ACTIVATING',
    accessKeyId,
    containers: (state.tasks.get(taskArn) ?? pulled).containers.map((each) => ({
      ...each,
      runtimeId: started.find(({ name }) => name === each.name)?.runtimeId,
    })),
  });
  await pause(activatingMs);
  if (stopping.aborted) return;
  update(taskArn, {
    lastStatus: 'RUNNING',
    startedAt: clock.now(),
    containers: (state.tasks.get(taskArn) ?? pulled).containers.map((each) => ({ ...each, lastStatus: 'RUNNING' })),
  });
}

async function untilEnd({ runtime, state, update, stopping, context }: TaskWorld, taskArn: string): Promise<void> {
  const task = state.tasks.get(taskArn);
  if (!task || stopping.aborted) return;
  await Promise.race([runtime.waitForEnd(task.id), aborted(stopping)]);
  if (stopping.aborted) return;
  update(taskArn, {
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    stoppingAt: context.clock.now(),
    failed: true,
  });
}

function recordStartFailure({ context, state, update }: TaskWorld, taskArn: string, error: unknown): void {
  const task = state.tasks.get(taskArn);
  if (!task) return;
  // Whoever was asked to stop while starting has not failed to start.
  if (task.desiredStatus === 'STOPPED') return;
  const known = error instanceof StartFailure;
  const reason = error instanceof Error ? error.message : String(error);
  if (!known) context.log(`task ${task.id}: ${error instanceof Error ? (error.stack ?? reason) : reason}`);
  update(taskArn, {
    desiredStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: known ? reason : `ResourceInitializationError: ${reason}`,
    stoppingAt: context.clock.now(),
    failed: true,
    containers: task.containers.map((each) => (known && each.name === error.container ? { ...each, reason } : each)),
  });
}

function digestsOfDeployment(state: EcsState, task: Task): Readonly<Record<string, string>> {
  const deployments = task.serviceArn === undefined ? [] : (state.services.get(task.serviceArn)?.deployments ?? []);
  return deployments.find(({ id }) => id === task.deploymentId)?.imageDigests ?? {};
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability */
function rememberDigests(state: EcsState, task: Task, imageDigests: Readonly<Record<string, string>>): void {
  const service = task.serviceArn === undefined ? undefined : state.services.get(task.serviceArn);
  const definition = state.taskDefinitions.get(task.taskDefinitionArn)?.definition;
  if (!service) return;
  const kept = Object.entries(imageDigests).filter(([name]) => {
    return definition?.containerDefinitions?.find((each) => each.name === name)?.versionConsistency !== 'disabled';
  });
  const deployments = service.deployments.map((each) =>
    each.id === task.deploymentId ? { ...each, imageDigests: { ...Object.fromEntries(kept), ...each.imageDigests } } : each,
  );
  state.services.update(service.arn, { deployments });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
