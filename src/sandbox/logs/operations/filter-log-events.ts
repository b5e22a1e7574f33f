import type { FilteredLogEvent, FilterLogEventsCommandInput, FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { groupNameOf } from '../arn.js';
import { failedConstraint, invalidParameter, noSuchStream } from '../errors.js';
import { compileFilterPattern } from '../filter-pattern.js';
import type { StoredStream } from '../model.js';
import type { LogsState } from '../state.js';

/**
 * Events of all or some streams of a group, interleaved in order of time; both ends of the range belong to it.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function filterLogEvents(state: LogsState): Handler<FilterLogEventsCommandInput, FilterLogEventsCommandOutput> {
  return (input) => {
    const { startTime = -Infinity, endTime = Infinity, limit = 10_000, nextToken } = input;
    if (limit < 1 || limit > 10_000) throw failedConstraint('limit', limit, 'Member must have value between 1 and 10000');
    const fits = compileFilterPattern(input.filterPattern);
    const found = streamsFor(input, state)
      .flatMap((stream) => state.eventsOf(stream).map((event) => ({ ...event, stream, place: placeOf(event, stream) })))
      .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && fits(message))
      .filter(({ place }) => nextToken === undefined || place > nextToken)
      .sort((a, b) => (a.place < b.place ? -1 : 1));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      events: page.map(
        ({ stream, timestamp, message, ingestionTime, place }): FilteredLogEvent => ({
          logStreamName: stream.name,
          timestamp,
          message,
          ingestionTime,
          eventId: place,
        }),
      ),
      searchedLogStreams: [],
      ...(found.length > limit && last ? { nextToken: last.place } : {}),
    };
  };
}

/** 56 digits, in the order of the events over all streams: time, stream, number in the stream. */
function placeOf({ timestamp, sequence }: { timestamp: number; sequence: number }, { fileId }: StoredStream): string {
  return [String(timestamp).padStart(20, '0'), fileId.padStart(20, '0'), String(sequence).padStart(16, '0')].join('');
}

function streamsFor(input: FilterLogEventsCommandInput, state: LogsState): Readonly<StoredStream>[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('LogStreamNamePrefix and LogStreamNames are mutually exclusive parameters.');
  }
  const { name: group } = state.getGroup(groupNameOf(input.logGroupIdentifier ?? input.logGroupName ?? ''));
  if (names !== undefined && names.some((name) => !state.findStream(group, name))) throw noSuchStream();
  return state.streamsOf(group).filter(({ name }) => (names?.includes(name) ?? true) && name.startsWith(prefix ?? ''));
}
