import type { CreateLogStreamCommandInput, PutLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { refusalOf } from './check-role-permission.js';
import { StartFailure, startFailureText } from './start-failure.js';
import type { AwslogsOptions, ContainerSpec, TaskSpec } from './task-runtime.js';

export function logStreamNameOf(logs: AwslogsOptions, container: string, taskId: string): string {
  return `${logs.streamPrefix}/${container}/${taskId}`;
}

/** @throws StartFailure when the group is missing (and may not be made), or the execution role may not write to it. */
export async function createLogStream(context: SandboxContext, task: TaskSpec, container: ContainerSpec): Promise<void> {
  const { logs, name } = container;
  if (!logs) return;
  const { region, id } = context.account;
  const streamName = logStreamNameOf(logs, name, task.taskId);
  // Groups of other regions are not here.
  if (logs.region !== region) throw new StartFailure(startFailureText.logGroupMissing, name);
  if (task.executionRoleArn !== undefined) {
    const resource = `arn:aws:logs:${region}:${id}:log-group:${logs.group}:log-stream:${streamName}`;
    const refusal = await refusalOf(context, task.executionRoleArn, task.taskId, 'logs:CreateLogStream', resource);
    if (refusal) throw new StartFailure(startFailureText.logStream(`AccessDeniedException: ${refusal}`), name);
  }
  const input: CreateLogStreamCommandInput = { logGroupName: logs.group, logStreamName: streamName };
  if (await makeStream(context, input)) return;
  if (!logs.createGroup) throw new StartFailure(startFailureText.logGroupMissing, name);
  // Like the driver: only a group that is missing is asked for, and that takes a permission of its own.
  if (task.executionRoleArn !== undefined) {
    const resource = `arn:aws:logs:${region}:${id}:log-group:${logs.group}:log-stream:`;
    const refusal = await refusalOf(context, task.executionRoleArn, task.taskId, 'logs:CreateLogGroup', resource);
    if (refusal) throw new StartFailure(startFailureText.logGroup(`AccessDeniedException: ${refusal}`), name);
  }
  await unlessCode('ResourceAlreadyExistsException', context.call('logs', 'CreateLogGroup', { logGroupName: logs.group }));
  if (!(await makeStream(context, input))) throw new StartFailure(startFailureText.logGroupMissing, name);
}

/** false: there is no such group. */
async function makeStream(context: SandboxContext, input: CreateLogStreamCommandInput): Promise<boolean> {
  try {
    await unlessCode('ResourceAlreadyExistsException', context.call('logs', 'CreateLogStream', input));
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function unlessCode(code: string, promise: Promise<unknown>): Promise<void> {
  await promise.catch((error: unknown) => {
    if (!(error instanceof AwsError && error.code === code)) throw error;
  });
}

/** Takes lines; they arrive in CloudWatch Logs in this order, many at a time. */
export interface LogShipper {
  add(line: string): void;
  /** Resolves when everything added so far has been delivered (or given up). */
  flush(): Promise<void>;
}

const batchMs = 200;
const batchLines = 1000;
const keptLines = 20_000;

/** `delivered` is told how many lines have arrived, so that a restart goes on after them. */
export function createLogShipper(
  context: SandboxContext,
  destination: { readonly group: string; readonly stream: string },
  delivered: (lines: number) => void,
): LogShipper {
  let pending: { timestamp: number; message: string }[] = [];
  let running: Promise<void> | undefined;

  const deliver = async (): Promise<void> => {
    while (pending.length > 0) {
      const batch = pending.slice(0, batchLines);
      pending = pending.slice(batch.length);
      const input: PutLogEventsCommandInput = {
        logGroupName: destination.group,
        logStreamName: destination.stream,
        // CloudWatch Logs does not take empty messages, which is why the driver sends a blank for an empty line.
        logEvents: batch.map(({ timestamp, message }) => ({ timestamp, message: message === '' ? ' ' : message })),
      };
      await context.call('logs', 'PutLogEvents', input).catch((error: unknown) => {
        context.log(`logs of ${destination.stream}: ${batch.length} lines were lost: ${error instanceof Error ? error.message : String(error)}`);
      });
      delivered(batch.length);
    }
  };
  const schedule = (): Promise<void> =>
    (running ??= new Promise<void>((resolve) => setTimeout(resolve, batchMs)).then(deliver).finally(() => {
      running = undefined;
      if (pending.length > 0) void schedule();
    }));

  return {
    add: (message) => {
      // A container that writes faster than lines can be kept loses the oldest, as in mode "non-blocking".
      if (pending.length >= keptLines) {
        pending.shift();
        delivered(1);
      }
      pending.push({ timestamp: context.clock.now(), message });
      void schedule();
    },
    flush: async () => {
      while (running !== undefined || pending.length > 0) await schedule();
    },
  };
}
