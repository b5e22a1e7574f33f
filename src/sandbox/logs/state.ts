import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SandboxContext } from '../context.js';
import { noSuchGroup, noSuchStream } from './errors.js';
import { openEventFile, type EventFile } from './event-file.js';
import type { LogEvent, StoredGroup, StoredStream } from './model.js';
import { surplusStreams } from './surplus-streams.js';

const perStream = { events: 10_000, bytes: 8 * 1024 * 1024 };
const perGroup = { streams: 500, bytes: 256 * 1024 * 1024 };
const dayMs = 86_400_000;

/** Groups and streams are in the store; events are in one file a stream. */
export interface LogsState {
  readonly context: SandboxContext;
  readonly groups: () => Readonly<StoredGroup>[];
  readonly findGroup: (name: string) => Readonly<StoredGroup> | undefined;
  /** @throws ResourceNotFoundException */
  readonly getGroup: (name: string) => Readonly<StoredGroup>;
  readonly saveGroup: (group: StoredGroup) => void;
  /** With its streams and their events. */
  readonly deleteGroup: (name: string) => void;
  readonly streamsOf: (group: string) => Readonly<StoredStream>[];
  readonly findStream: (group: string, name: string) => Readonly<StoredStream> | undefined;
  /** @throws ResourceNotFoundException, of the group first. */
  readonly getStream: (group: string, name: string) => Readonly<StoredStream>;
  /** In a group that has too many, those that were written to longest ago go. */
  readonly createStream: (group: string, name: string) => void;
  readonly deleteStream: (stream: StoredStream) => void;
  readonly fileOf: (stream: StoredStream) => EventFile;
  /** Events that retention has not ended, in order of their time. */
  readonly eventsOf: (stream: StoredStream) => LogEvent[];
}

export function createLogsState(context: SandboxContext): LogsState {
  const groups = context.store.collection<StoredGroup>('logs.groups');
  const streams = context.store.collection<StoredStream>('logs.streams');
  const files = new Map<string, EventFile>();

  const keyOf = (group: string, name: string) => JSON.stringify([group, name]);
  const getGroup = (name: string) => {
    const group = groups.get(name);
    if (!group) throw noSuchGroup();
    return group;
  };
  const streamsOf = (group: string) => streams.values().filter((stream) => stream.group === group);
  const fileOf = ({ fileId }: StoredStream) => {
    const file = files.get(fileId) ?? openEventFile(join(context.directory('logs'), `${fileId}.jsonl`), perStream);
    files.set(fileId, file);
    return file;
  };
  const deleteStream = (stream: StoredStream) => {
    streams.delete(keyOf(stream.group, stream.name));
    fileOf(stream).remove();
    files.delete(stream.fileId);
  };

  return {
    context,
    groups: () => groups.values(),
    findGroup: (name) => groups.get(name),
    getGroup,
    saveGroup: (group) => groups.set(group.name, group),
    deleteGroup: (name) => {
      streamsOf(name).forEach(deleteStream);
      groups.delete(name);
    },
    streamsOf,
    findStream: (group, name) => streams.get(keyOf(group, name)),
    getStream: (group, name) => {
      getGroup(group);
      const stream = streams.get(keyOf(group, name));
      if (!stream) throw noSuchStream();
      return stream;
    },
    createStream: (group, name) => {
      const fileId = randomBytes(6).readUIntBE(0, 6).toString().padStart(15, '0');
      streams.set(keyOf(group, name), { group, name, createdAt: context.clock.now(), fileId });
      surplusStreams(streamsOf(group), fileOf, perGroup).forEach(deleteStream);
    },
    deleteStream,
    fileOf,
    eventsOf: (stream) => {
      const days = getGroup(stream.group).retentionInDays;
      const oldest = days === undefined ? -Infinity : context.clock.now() - days * dayMs;
      return fileOf(stream)
        .read()
        .filter(({ timestamp }) => timestamp >= oldest)
        .sort((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
    },
  };
}
