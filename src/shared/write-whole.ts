import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all: it is never seen half, and when it fails the old one is still there and nothing
 * else is. A link is followed to the file it names. `mode`: of the new file; without it that of the old one.
 * Throws the system's error, and an `Error` when what is there is no file.
 */
export function writeWhole(file: string, content: string, { mode }: { readonly mode?: number } = {}): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const old = existsSync(target) ? statSync(target) : undefined;
  if (old !== undefined && !old.isFile()) throw new Error(`${file} is there and is no file`);
  const draft = `${target}.new.${process.pid}`;
  // Left by a process that was killed and had the same id; whatever it is, it is not written through.
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: mode ?? (old === undefined ? 0o666 : old.mode & 0o777) });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
