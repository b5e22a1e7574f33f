import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../shared/clock.js';

/** Kinds of things this program makes, in the account and on this machine. */
export type ResourceKind =
  | 'stack'
  | 'table'
  | 'repository'
  | 'cluster'
  | 'role'
  | 'task-definition'
  | 'target-group'
  | 'listener'
  | 'service'
  | 'log-group'
  | 'local-image'
  | 'local-container'
  | 'local-app'
  | 'registry-login';

export interface LedgerResource {
  readonly kind: ResourceKind;
  /** Name, ARN, id or reference: what its kind is found by. */
  readonly id: string;
}

export type LedgerEvent = 'planned' | 'created' | 'deleted';

export interface LedgerLine extends LedgerResource {
  /** ISO 8601 */
  readonly at: string;
  readonly event: LedgerEvent;
  /** "account/region" for things in AWS, absent for things on this machine. */
  readonly where?: string;
}

/**
 * What this workspace asked for, in order, one JSON object a line, only ever appended to. A line is written
 * *before* a resource is asked for, so that whatever happens after it, the resource can be found and deleted.
 */
export interface Ledger {
  /** Writes "planned", does it, writes "created". What `make` throws leaves the plan standing: it may exist. */
  record<T>(resource: LedgerResource, make: () => Promise<T>): Promise<T>;
  deleted(resource: LedgerResource): void;
  /** Planned or created and not deleted, oldest first. */
  open(): readonly LedgerLine[];
  has(resource: LedgerResource): boolean;
  lines(): readonly LedgerLine[];
  /** The lines of the files that were set aside in this folder, for the account (its id) alone. */
  archived(account: string): readonly LedgerLine[];
  /** Sets the file aside (it is kept) once nothing in it is open. */
  archive(): void;
}

export function openLedger(file: string, where: () => string | undefined, clock: Clock): Ledger {
  mendTornEnd(file);
  const lines: LedgerLine[] = read(file);
  const write = (event: LedgerEvent, { kind, id }: LedgerResource) => {
    const place = where();
    const line: LedgerLine = { at: new Date(clock.now()).toISOString(), event, kind, id, ...(isLocal(kind) || place === undefined ? {} : { where: place }) };
    appendDurably(file, `${JSON.stringify(line)}\n`);
    lines.push(line);
  };
  const open = () => {
    const last = new Map<string, LedgerLine>();
    for (const line of lines) last.set(`${line.kind} ${line.id}`, line);
    return [...last.values()].filter(({ event }) => event !== 'deleted');
  };
  const has = ({ kind, id }: LedgerResource) => open().some((line) => line.kind === kind && line.id === id);
  return {
    record: async (resource, make) => {
      if (!has(resource)) write('planned', resource);
      const made = await make();
      write('created', resource);
      return made;
    },
    deleted: (resource) => {
      if (has(resource)) write('deleted', resource);
    },
    open,
    has,
    lines: () => lines,
    archived: (account) => archives(file).flatMap(read).filter((line) => line.where?.startsWith(`${account}/`)),
    archive: () => {
      if (lines.length === 0 || open().length > 0) return;
      renameSync(file, file.replace(/\.jsonl$/, `-${new Date(clock.now()).toISOString().replace(/[:.]/g, '-')}.jsonl`));
      lines.length = 0;
    },
  };
}

function archives(file: string): string[] {
  const head = `${basename(file, '.jsonl')}-`;
  return readdirSync(dirname(file)).filter((name) => name.startsWith(head) && name.endsWith('.jsonl')).sort().map((name) => join(dirname(file), name));
}

function isLocal(kind: ResourceKind): boolean {
  return kind.startsWith('local-') || kind === 'registry-login';
}

function read(file: string): LedgerLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((row) => {
      try {
        const line = JSON.parse(row) as unknown;
        return isLine(line) ? [line] : [];
      } catch {
        return [];
      }
    });
}

/** Something else may have written to the file, too: only what has the form of a line is one. */
function isLine(line: unknown): line is LedgerLine {
  const { at, event, kind, id } = (line ?? {}) as Partial<Record<keyof LedgerLine, unknown>>;
  return typeof at === 'string' && typeof kind === 'string' && typeof id === 'string' && (event === 'planned' || event === 'created' || event === 'deleted');
}

/** After kill -9 the last line may lack its end: without a newline the next line would be lost with it. */
function mendTornEnd(file: string): void {
  if (existsSync(file) && !['', '\n'].includes(readFileSync(file, 'utf8').slice(-1))) appendFileSync(file, '\n');
}

function appendDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'a', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
