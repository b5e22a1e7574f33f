import type { EventFile } from './event-file.js';
import type { StoredStream } from './model.js';

export interface GroupLimits {
  readonly streams: number;
  readonly bytes: number;
}

/**
 * The streams of a group that make room for others: those that were written to longest ago. Each task makes one, and a
 * service that never comes up starts tasks for as long as the sandbox runs.
 */
export function surplusStreams(streams: readonly StoredStream[], fileOf: (stream: StoredStream) => EventFile, limits: GroupLimits): readonly StoredStream[] {
  const written = streams.map((stream) => ({ stream, ...(fileOf(stream).onDisk() ?? { bytes: 0, changedAt: stream.createdAt }) }));
  let bytes = 0;
  return written
    .sort((a, b) => b.changedAt - a.changedAt)
    .filter((each, place) => {
      bytes += each.bytes;
      return place >= limits.streams || bytes > limits.bytes;
    })
    .map(({ stream }) => stream);
}
