import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { LogEvent } from './model.js';

/** What one stream keeps at most; older events make room. */
export interface EventFileLimits {
  readonly events: number;
  readonly bytes: number;
}

/** The events of one stream in an append-only file of JSON lines, oldest first as they came. */
export interface EventFile {
  append(events: readonly Omit<LogEvent, 'sequence'>[]): void;
  read(): LogEvent[];
  summary(): EventSummary;
  /** Without reading it; undefined while there is none. */
  onDisk(): { readonly bytes: number; readonly changedAt: number } | undefined;
  remove(): void;
}

export interface EventSummary {
  readonly bytes: number;
  readonly firstTimestamp?: number;
  readonly lastTimestamp?: number;
  readonly lastIngestionTime?: number;
}

interface Tally extends EventSummary {
  readonly count: number;
  readonly next: number;
}

type Row = readonly [sequence: number, timestamp: number, ingestionTime: number, message: string];

export function openEventFile(path: string, limits: EventFileLimits): EventFile {
  let tally: Tally | undefined;
  let checked = false;

  const read = (): LogEvent[] => (existsSync(path) ? parse(readFileSync(path, 'utf8')) : []);
  // Counted when first asked for, so that a sandbox with many old streams starts at once.
  const current = (): Tally => (tally ??= tallyOf(read()));

  const compact = () => {
    const kept = newest(read(), limits);
    writeFileSync(`${path}.new`, kept.map(toLine).join(''), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    tally = tallyOf(kept);
  };

  return {
    read: () => newest(read(), limits),
    summary: current,
    onDisk: () => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found && { bytes: found.size, changedAt: found.mtimeMs };
    },
    append: (added) => {
      const before = current();
      const events = added.map((event, index) => ({ ...event, sequence: before.next + index }));
      const text = events.map(toLine).join('');
      // A line that a kill cut short must not swallow the first of ours.
      appendFileSync(path, startsOnFreshLine() ? text : `\n${text}`, { mode: 0o600 });
      tally = addTo(before, events);
      if (tally.count > limits.events * 1.25 || tally.bytes > limits.bytes * 1.25) compact();
    },
    remove: () => {
      tally = undefined;
      rmSync(path, { force: true });
    },
  };

  function startsOnFreshLine(): boolean {
    if (checked || !existsSync(path)) return true;
    checked = true;
    const text = readFileSync(path, 'utf8');
    return text === '' || text.endsWith('\n');
  }
}

function parse(text: string): LogEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      const [sequence, timestamp, ingestionTime, message] = JSON.parse(line) as Row;
      return [{ sequence, timestamp, ingestionTime, message }];
    } catch {
      return [];
    }
  });
}

function toLine({ sequence, timestamp, ingestionTime, message }: LogEvent): string {
  return `${JSON.stringify([sequence, timestamp, ingestionTime, message] satisfies Row)}\n`;
}

function newest(events: readonly LogEvent[], limits: EventFileLimits): LogEvent[] {
  let bytes = 0;
  let from = events.length;
  while (from > 0 && events.length - from < limits.events) {
    bytes += sizeOf(events[from - 1]);
    if (bytes > limits.bytes) break;
    from--;
  }
  return events.slice(from);
}

function tallyOf(events: readonly LogEvent[]): Tally {
  return addTo({ count: 0, next: 0, bytes: 0 }, events);
}

function addTo(tally: Tally, events: readonly LogEvent[]): Tally {
  const last = events.at(-1);
  if (last === undefined) return tally;
  const times = events.map(({ timestamp }) => timestamp);
  return {
    count: tally.count + events.length,
    next: last.sequence + 1,
    bytes: tally.bytes + events.reduce((sum, event) => sum + sizeOf(event), 0),
    firstTimestamp: times.reduce((a, b) => Math.min(a, b), tally.firstTimestamp ?? Infinity),
    lastTimestamp: times.reduce((a, b) => Math.max(a, b), tally.lastTimestamp ?? -Infinity),
    lastIngestionTime: last.ingestionTime,
  };
}

/** As CloudWatch Logs counts it: UTF-8 and 26 bytes for each event. */
function sizeOf(event: Pick<LogEvent, 'message'> | undefined): number {
  return Buffer.byteLength(event?.message ?? '') + 26;
}
