import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { startOfProcess } from './process-facts.js';

/** Who holds a lock. `startedAt` tells a process from a later one that got the same id. */
export interface LockOwner {
  readonly pid: number;
  readonly startedAt: string;
}

export interface ProcessLock {
  release(): void;
}

/**
 * Takes a lock file, or says which living process holds it. A lock whose owner is dead is taken over, so
 * nothing has to be tidied up after kill -9.
 */
export function acquireLock(file: string): ProcessLock | { readonly heldBy: LockOwner } {
  const mine: LockOwner = { pid: process.pid, startedAt: startOf(process.pid) };
  for (;;) {
    if (createExclusively(file, mine)) return { release: () => release(file, mine) };
    const owner = readOwner(file);
    if (owner !== undefined && isAlive(owner)) return { heldBy: owner };
    discardStale(file, owner);
  }
}

/** The living owner of a lock file, if there is one. */
export function findLockOwner(file: string): LockOwner | undefined {
  const owner = readOwner(file);
  return owner !== undefined && isAlive(owner) ? owner : undefined;
}

/** Written aside and linked into place: the lock file appears whole or not at all. */
function createExclusively(file: string, owner: LockOwner): boolean {
  const draft = `${file}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  writeSync(descriptor, JSON.stringify(owner));
  closeSync(descriptor);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') return createWithoutLinks(file, owner);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Some file systems (exFAT, some network shares) have no links. */
function createWithoutLinks(file: string, owner: LockOwner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves a stale lock aside, which only one of several can do, and looks at what it took: another process may have taken
 * the stale lock over in between, and its own is put back.
 */
function discardStale(file: string, seen: LockOwner | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readOwner(aside);
  if (taken?.pid !== seen?.pid || taken?.startedAt !== seen?.startedAt) {
    try {
      linkSync(aside, file);
    } catch {
      // Somebody else holds it by now, or there are no links here: then the one that was put aside has lost it.
    }
  }
  rmSync(aside, { force: true });
}

function release(file: string, mine: LockOwner): void {
  const owner = readOwner(file);
  if (owner?.pid !== mine.pid || owner.startedAt !== mine.startedAt) return;
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function readOwner(file: string): LockOwner | undefined {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as Partial<LockOwner>;
    return typeof pid === 'number' ? { pid, startedAt: startedAt ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: LockOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startOf(pid);
  if (now === 'ended') return false;
  return now === '' || startedAt === '' || now === startedAt;
}

/** Start time where the system tells it (Linux); else ''. */
function startOf(pid: number): string {
  return startOfProcess(pid) ?? '';
}
