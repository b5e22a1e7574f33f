import type {
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Handler } from '../../service.js';
import { failedConstraint, invalidParameter } from '../errors.js';
import type { LogsState } from '../state.js';

const batchBytes = 1_048_576;
const batchEvents = 10_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Takes a batch in order of time. Events of the future (2 hours) or too old (14 days, or past retention) are
 * left out and reported, not refused.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function putLogEvents(state: LogsState): Handler<PutLogEventsCommandInput, PutLogEventsCommandOutput> {
  return ({ logGroupName = '', logStreamName = '', logEvents = [] }, { principal }) => {
    // The log driver of a task drops empty lines before it sends; what the sandbox sends itself has no such driver.
    const events = principal.kind === 'service' ? logEvents.filter(({ message }) => message !== '') : logEvents;
    const stream = state.getStream(logGroupName, logStreamName);
    checkBatch(events);
    const now = state.context.clock.now();
    const retentionDays = state.getGroup(logGroupName).retentionInDays;
    const { taken, rejected } = sift(events, now, retentionDays);
    if (taken.length > 0) {
      state.fileOf(stream).append(taken.map(({ timestamp = now, message = '' }) => ({ timestamp, message, ingestionTime: now })));
    }
    return { nextSequenceToken: stream.fileId, ...(rejected === undefined ? {} : { rejectedLogEventsInfo: rejected }) };
  };
}

function checkBatch(events: readonly InputLogEvent[]): void {
  if (events.length > batchEvents) throw failedConstraint('logEvents', `${events.length} events`, 'Member must have length less than or equal to 10000');
  const empty = events.findIndex(({ message }) => !message);
  if (empty >= 0) throw failedConstraint(`logEvents.${empty + 1}.member.message`, '', 'Member must have length greater than or equal to 1');
  const bytes = events.reduce((sum, { message = '' }) => sum + Buffer.byteLength(message) + 26, 0);
  if (bytes > batchBytes) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${batchBytes}`);
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, index) => index > 0 && time < (times[index - 1] ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > dayMs) {
    throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
}

function sift(events: readonly InputLogEvent[], now: number, retentionDays: number | undefined) {
  const expired = events.filter(({ timestamp = 0 }) => retentionDays !== undefined && timestamp < now - retentionDays * dayMs).length;
  const old = events.filter(({ timestamp = 0 }) => timestamp < now - 14 * dayMs).length;
  const newFrom = events.findIndex(({ timestamp = 0 }) => timestamp > now + 2 * hourMs);
  const rejected: RejectedLogEventsInfo = {
    ...(newFrom >= 0 ? { tooNewLogEventStartIndex: newFrom } : {}),
    ...(old > 0 ? { tooOldLogEventEndIndex: old } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
  };
  return {
    taken: events.slice(Math.max(old, expired), newFrom >= 0 ? newFrom : undefined),
    rejected: Object.keys(rejected).length > 0 ? rejected : undefined,
  };
}
