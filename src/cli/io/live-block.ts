import { createLogUpdate } from 'log-update';
import type { Writable } from 'node:stream';

/** A block of lines at the end of what was written, drawn over in place. */
export interface LiveBlock {
  draw(lines: readonly string[]): void;
  /** Takes the block away, so that other lines can be written. */
  clear(): void;
}

export function createLiveBlock(stream: Writable & { readonly rows?: number }, { repaints }: { readonly repaints: boolean }): LiveBlock {
  if (!repaints) return { draw: () => undefined, clear: () => undefined };
  // The cursor stays: a program that is killed must not leave a terminal without one.
  const update = createLogUpdate(stream as NodeJS.WriteStream, { showCursor: true });
  let drawn = false;
  return {
    draw: (lines) => {
      drawn = true;
      // What is higher than the screen could not be drawn over.
      update(lines.slice(0, Math.max(3, (stream.rows ?? 24) - 2)).join('\n'));
    },
    clear: () => {
      if (!drawn) return;
      drawn = false;
      update.clear();
    },
  };
}
