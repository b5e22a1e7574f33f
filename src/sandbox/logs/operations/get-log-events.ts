import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { groupNameOf } from '../arn.js';
import { failedConstraint, invalidParameter } from '../errors.js';
import type { LogEvent } from '../model.js';
import type { LogsState } from '../state.js';

const pageBytes = 1_048_576;

/**
 * A page of one stream, oldest first. Without a token: the newest events, or the oldest with `startFromHead`.
 * A token is a place between two events: "f/…" reads on from there, "b/…" back from there; at the end of the
 * stream the token that was sent comes back.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getLogEvents(state: LogsState): Handler<GetLogEventsCommandInput, GetLogEventsCommandOutput> {
  return (input) => {
    const { startTime = -Infinity, endTime = Infinity, nextToken, limit = 10_000 } = input;
    if (limit < 1 || limit > 10_000) throw failedConstraint('limit', limit, 'Member must have value between 1 and 10000');
    const group = groupNameOf(input.logGroupIdentifier ?? input.logGroupName ?? '');
    const stream = state.getStream(group, input.logStreamName ?? '');
    const all = state.eventsOf(stream).filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);

    const { forward, place } = readToken(nextToken, input.startFromHead ?? false);
    const beyond = place === undefined ? all : all.filter((event) => (forward ? placeAfter(event) > place : placeAfter(event) <= place));
    const page = cut(forward ? beyond : [...beyond].reverse(), limit);
    if (!forward) page.reverse();

    const first = page[0];
    const last = page.at(-1);
    const here = place ?? (forward ? '' : placeAfter(all.at(-1)));
    return {
      events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${last ? placeAfter(last) : here || emptyPlace}`,
      nextBackwardToken: `b/${first ? placeBefore(first) : here || emptyPlace}`,
    };
  };
}

const emptyPlace = '0'.repeat(32);

/** Sorts as text like the events sort by time: 16 digits of time, 16 of the number in the stream. */
function placeAfter(event: LogEvent | undefined): string {
  return event === undefined ? emptyPlace : digits(event.timestamp) + digits(event.sequence + 1);
}

function placeBefore(event: LogEvent): string {
  return digits(event.timestamp) + digits(event.sequence);
}

function digits(value: number): string {
  return String(Math.max(0, Math.trunc(value))).padStart(16, '0');
}

function readToken(token: string | undefined, startFromHead: boolean): { forward: boolean; place?: string } {
  if (token === undefined) return { forward: startFromHead };
  const [, way, place] = /^([fb])\/(\d{32})$/.exec(token) ?? [];
  if (place === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return { forward: way === 'f', place };
}

function cut(events: readonly LogEvent[], limit: number): LogEvent[] {
  const page: LogEvent[] = [];
  let bytes = 0;
  for (const event of events.slice(0, limit)) {
    bytes += Buffer.byteLength(event.message) + 26;
    if (bytes > pageBytes && page.length > 0) break;
    page.push(event);
  }
  return page;
}
