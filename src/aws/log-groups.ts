import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { orUndefined } from './aws-failure.js';
import { createSender, type ClientConfig } from './sender.js';

export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

export interface LogGroups {
  /** Oldest first, at most `limit`; empty when the group is not there. */
  events(group: string, options: { limit: number; startTime?: number }): Promise<readonly LogEvent[]>;
}

export function createLogGroups(config: ClientConfig): LogGroups {
  const logs = createSender('logs:FilterLogEvents', () => new CloudWatchLogsClient(config));
  return {
    events: async (group, { limit, startTime }) => {
      const answer = await orUndefined(logs((client) => client.send(new FilterLogEventsCommand({ logGroupName: group, limit, startTime }))));
      return (answer?.events ?? []).map(({ timestamp, logStreamName, message }) => ({
        at: timestamp ?? 0,
        stream: logStreamName ?? '',
        message: message ?? '',
      }));
    },
  };
}
