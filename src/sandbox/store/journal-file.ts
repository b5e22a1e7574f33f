import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { readLines } from './read-lines.js';

/** One line. `v` absent: the key `k` of the collection `c` was deleted. */
export interface Change {
  readonly c: string;
  readonly k: string;
  readonly v?: unknown;
}

/** When it is written anew: larger than `bytes`, and than `times` what it was when it held nothing but what counts. */
export interface JournalLimits {
  readonly bytes: number;
  readonly times: number;
}

/** Changes in the order they were made, each on disk when `append` returns. */
export interface JournalFile {
  /** Throws when there is no room; then nothing of the change is left behind. */
  append(change: Change): void;
  /** To be called when `live` knows of every change: writes the file anew when it holds mostly what no longer counts. */
  compactIfDue(): void;
  close(): void;
}

const pieceLength = 1024 * 1024;

/** The changes of a journal. A line that a kill cut short is left out. */
export function* readChanges(file: string): Generator<Change> {
  if (!existsSync(file)) return;
  for (const line of readLines(file)) {
    try {
      yield JSON.parse(line) as Change;
    } catch {
      continue;
    }
  }
}

/**
 * Opens a journal to be written on, after it was written anew from `live`. Writing anew is done beside it and put in
 * its place by a rename: whoever is killed meanwhile leaves one that is whole.
 */
export function openJournalFile(file: string, live: () => Iterable<Change>, limits: JournalLimits): JournalFile {
  let { descriptor, size } = writeAnew(file, live());
  let open = true;
  let dueAt = Math.max(limits.bytes, size * limits.times);

  return {
    append: (change) => {
      if (!open) return;
      const bytes = toLine(change);
      try {
        writeFully(descriptor, bytes);
      } catch (error) {
        ftruncateSync(descriptor, size);
        throw error;
      }
      size += bytes.length;
    },
    compactIfDue: () => {
      if (!open || size <= dueAt) return;
      try {
        const anew = writeAnew(file, live());
        closeSync(descriptor);
        ({ descriptor, size } = anew);
        dueAt = Math.max(limits.bytes, size * limits.times);
      } catch {
        // No room for a second one: the first is still right, and is written on until there may be.
        dueAt = size * 2;
      }
    },
    close: () => {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

/** Open before it is renamed, so that nothing can fail between the rename and the first line that is appended. */
function writeAnew(file: string, changes: Iterable<Change>): { readonly descriptor: number; readonly size: number } {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, 'ax', 0o600);
  try {
    let size = 0;
    let piece: Buffer[] = [];
    let pieceSize = 0;
    const flush = (): void => {
      writeFully(descriptor, Buffer.concat(piece));
      size += pieceSize;
      [piece, pieceSize] = [[], 0];
    };
    for (const change of changes) {
      const line = toLine(change);
      piece.push(line);
      pieceSize += line.length;
      if (pieceSize >= pieceLength) flush();
    }
    flush();
    fsyncSync(descriptor);
    renameSync(draft, file);
    return { descriptor, size };
  } catch (error) {
    closeSync(descriptor);
    rmSync(draft, { force: true });
    throw error;
  }
}

function toLine(change: Change): Buffer {
  return Buffer.from(`${JSON.stringify(change)}\n`);
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}
