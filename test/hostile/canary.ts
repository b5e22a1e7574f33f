import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in the canary file, to be looked for in answers. */
export const canaryText = 'canary: nobody outside may read or write this';

export interface Cage {
  /** Where the thing under test may do as it likes. */
  readonly inside: string;
  /** A neighbour of `inside`. */
  readonly outside: string;
  /** Everything around `inside`, to the last bit of its metadata: compare before and after. */
  fingerprint(): readonly string[];
}

/** A folder to put something hostile in, with something precious next to it. */
export function makeCage(root: string): Cage {
  const [inside, outside] = [join(root, 'inside'), join(root, 'outside')];
  for (const folder of [inside, join(outside, 'deep')]) mkdirSync(folder, { recursive: true });
  for (const file of ['canary', 'deep/canary', 'passwd']) writeFileSync(join(outside, file), canaryText);
  return { inside, outside, fingerprint: () => walk(root, [inside]) };
}

function walk(folder: string, without: readonly string[]): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (without.includes(path)) return [];
    const { mode, uid, nlink, size, mtimeMs, ino } = lstatSync(path);
    const line = [path, mode, uid, nlink, mtimeMs, ino].join(' ');
    if ((mode & 0o170000) === 0o040000) return [line, ...walk(path, without)];
    if ((mode & 0o170000) === 0o120000) return [`${line} -> ${readlinkSync(path)}`];
    return [`${line} ${size} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`];
  });
}
