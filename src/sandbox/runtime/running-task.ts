import type { ContainerEngine } from '../../containers/engine.js';
import type { SandboxContext } from '../context.js';
import { createLogShipper, logStreamNameOf } from './container-logs.js';
import type { ContainerSpec, EndedContainer, StartedContainer, TaskSpec } from './task-runtime.js';

/** A task whose containers are on this machine. */
export interface RunningTask {
  readonly ended: Promise<void>;
  stop(graceSeconds: number | undefined): Promise<readonly EndedContainer[]>;
}

/** How many lines of a container's output have arrived in CloudWatch Logs. */
export interface DeliveredLines {
  /** Counts for a task from now on. */
  begin(taskId: string): void;
  get(taskId: string, container: string): number;
  add(taskId: string, container: string, lines: number): void;
  forget(taskId: string): void;
}

export interface RunningTaskDeps {
  readonly context: SandboxContext;
  readonly engine: ContainerEngine;
  readonly deliveredLines: DeliveredLines;
}

const retryMs = 1000;
const lastLinesMs = 5000;

/** Watches containers that run: their end, their output, and the address they answer at. */
export function watchTask(deps: RunningTaskDeps, task: TaskSpec, started: readonly StartedContainer[]): RunningTask {
  const { context, engine } = deps;
  const gone = new AbortController();
  const ends = new Map<string, Promise<void>>();
  const followers: Promise<void>[] = [];
  deps.deliveredLines.begin(task.taskId);

  for (const { name, runtimeId } of started) {
    const spec = task.containers.find((container) => container.name === name);
    ends.set(name, untilEnded(deps, runtimeId, gone.signal));
    if (spec?.logs) followers.push(followOutput(deps, task, spec, runtimeId, gone.signal));
  }
  const essentials = started.filter(({ name }) => task.containers.find((container) => container.name === name)?.essential !== false);
  const watched = (essentials.length > 0 ? essentials : started).map(({ name }) => ends.get(name) ?? Promise.resolve());

  const endOf = async ({ name, runtimeId }: StartedContainer): Promise<EndedContainer> => {
    const container = await engine.inspectContainer(runtimeId);
    const reason = container?.outOfMemory ? 'OutOfMemoryError: Container killed due to memory usage' : container?.error || undefined;
    return { name, exitCode: container?.exitCode, reason };
  };

  return {
    ended: Promise.race(watched),
    stop: async (graceSeconds) => {
      const grace = (name: string) => graceSeconds ?? task.containers.find((container) => container.name === name)?.stopTimeoutSeconds ?? 30;
      await Promise.all(started.map(({ name, runtimeId }) => engine.stop(runtimeId, { graceSeconds: grace(name) })));
      const containers = await Promise.all(started.map(endOf));
      await Promise.race([Promise.all(followers), context.clock.sleep(lastLinesMs, gone.signal).catch(() => undefined)]);
      gone.abort();
      context.network.detach(task.privateIp);
      await Promise.all(started.map(({ runtimeId }) => engine.removeContainer(runtimeId, { force: true })));
      return containers;
    },
  };
}

/** Resolves when the container has ended; an engine that cannot be asked is asked again. */
async function untilEnded({ context, engine }: RunningTaskDeps, runtimeId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await engine.wait(runtimeId, signal);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const container = await engine.inspectContainer(runtimeId).catch(() => 'unknown' as const);
      if (container === undefined || (container !== 'unknown' && ['exited', 'dead'].includes(container.state))) return;
      context.log(`waiting for container ${runtimeId.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}`);
      await context.clock.sleep(retryMs, signal).catch(() => undefined);
    }
  }
}

async function followOutput(deps: RunningTaskDeps, task: TaskSpec, spec: ContainerSpec, runtimeId: string, signal: AbortSignal): Promise<void> {
  const { context, engine, deliveredLines } = deps;
  const { logs, name } = spec;
  if (!logs) return;
  const destination = { group: logs.group, stream: logStreamNameOf(logs, name, task.taskId) };
  const shipper = createLogShipper(context, destination, (lines) => deliveredLines.add(task.taskId, name, lines));
  let seen = deliveredLines.get(task.taskId, name);
  for (;;) {
    let line = 0;
    const take = (text: string): void => {
      line += 1;
      if (line <= seen) return;
      seen = line;
      shipper.add(text);
    };
    try {
      await engine.followLogs(runtimeId, take, signal);
      break;
    } catch (error) {
      if (signal.aborted || (await engine.inspectContainer(runtimeId).catch(() => null)) === undefined) break;
      context.log(`output of container ${runtimeId.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}`);
      await context.clock.sleep(retryMs, signal).catch(() => undefined);
    }
  }
  await shipper.flush();
}
