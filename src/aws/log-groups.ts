import { CloudWatchLogsClient, DeleteLogGroupCommand, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { orUndefined } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

export interface LogGroup {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface LogRange {
  /** How many to keep: the newest of all. */
  readonly last: number;
  /** Milliseconds since the epoch, as `endTime`. */
  readonly startTime: number;
  readonly endTime?: number;
  /** Only what these streams hold. */
  readonly stream?: (name: string) => boolean;
}

export interface LogGroups {
  find(name: string): Promise<LogGroup | undefined>;
  /** Does nothing when it is not there. */
  delete(name: string): Promise<void>;
  /** Oldest first; empty when the group is not there. */
  events(group: string, range: LogRange): Promise<readonly LogEvent[]>;
}

export function createLogGroups(config: ClientConfig): LogGroups {
  const logs = createSender('logs', () => new CloudWatchLogsClient(config));
  return {
    find: async (name) => {
      const found = await logs(async (client) => {
        for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name })) {
          const group = logGroups.find(({ logGroupName }) => logGroupName === name);
          if (group !== undefined) return group;
        }
        return undefined;
      });
      return found && { name, createdAt: found.creationTime ?? 0 };
    },
    delete: async (name) => {
      await orUndefined(logs((client) => client.send(new DeleteLogGroupCommand({ logGroupName: name }))));
    },
    events: async (group, range) => (await orUndefined(logs((client) => readEvents(client, group, range)))) ?? [],
  };
}

/** To the last page: the first holds the oldest, and may be empty though more come. */
async function readEvents(client: CloudWatchLogsClient, logGroupName: string, { last, startTime, endTime, stream = () => true }: LogRange): Promise<LogEvent[]> {
  let kept: LogEvent[] = [];
  for await (const page of paginateFilterLogEvents({ client }, { logGroupName, startTime, endTime })) {
    const events = (page.events ?? []).map(({ timestamp, logStreamName, message }) => ({ at: timestamp ?? 0, stream: logStreamName ?? '', message: message ?? '' }));
    kept = [...kept, ...events.filter((event) => stream(event.stream))].slice(-last);
  }
  return kept;
}
