import { dirname, join, relative } from 'node:path';
import type { Import, SourceFile } from './parse-source.js';

/** One row: the files under `path` that no longer path claims. A path ends in "/" or names one file. */
export interface Room {
  readonly path: string;
  /** What of ours may be loaded. */
  readonly values: readonly string[];
  /** What of ours may be named in `import type` besides. */
  readonly types?: readonly string[];
  /** Packages; Node's own modules are everybody's. */
  readonly packages: readonly RegExp[];
  readonly instead: string;
}

/** A client of the SDK, of which the sandbox may load the schemas: the exports whose names end in "$". */
export const schemaPackage = /^@aws-sdk\/client-[a-z0-9-]+$/;

const services = ['cloudformation', 'dynamodb', 'ec2', 'ecr', 'ecs', 'elbv2', 'iam', 'logs', 'sts', 'tagging'];

/** The row with the longest path that fits. */
export function findRoom(table: readonly Room[], path: string): Room | undefined {
  const fits = table.filter((room) => (room.path.endsWith('/') ? path.startsWith(room.path) : path === room.path));
  return fits.sort((a, b) => b.path.length - a.path.length)[0];
}

/** The imports of a file that its row does not allow, each as a sentence that says what to do. */
export function findViolations(table: readonly Room[], file: SourceFile): string[] {
  const room = findRoom(table, file.path);
  if (!room) return [];
  return file.imports.filter((found) => !allows(room, file, found)).map((found) => explain(file, found, room.instead));
}

function allows(room: Room, file: SourceFile, found: Import): boolean {
  const target = targetOf(file, found);
  if (target !== undefined) {
    return [...room.values, ...(found.kind === 'type' ? (room.types ?? []) : [])].some((path) => target.startsWith(path));
  }
  if (found.specifier.startsWith('node:')) return true;
  // Client classes weigh megabytes each; schemas, which end in "$", are picked out one by one by the bundler.
  const loadsClient = found.kind === 'value' && schemaPackage.test(found.specifier) && room.packages.includes(schemaPackage);
  if (loadsClient && !found.names.every((name) => name.endsWith('$'))) return false;
  return room.packages.some((pattern) => pattern.test(found.specifier));
}

/** The imported file of ours, from the root of the project; `undefined` for a package. */
function targetOf(file: SourceFile, { specifier }: Import): string | undefined {
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) return undefined;
  const target = relative('/', join('/', dirname(file.path), specifier));
  return target.replaceAll('\\', '/').replace(/\.([cm]?)js$/, '.$1ts');
}

/** Imports by which one service of the sandbox reaches into another. */
export function crossings(file: SourceFile): Import[] {
  const serviceOf = (path: string | undefined) => services.find((service) => path?.startsWith(`src/sandbox/${service}/`));
  const own = serviceOf(file.path);
  if (!own) return [];
  return file.imports.filter((found) => (serviceOf(targetOf(file, found)) ?? own) !== own);
}

/** A circle of rooms, "a → b → a"; `undefined` when there is none. */
export function circle(sources: readonly SourceFile[]): string | undefined {
  const nameOf = (path: string | undefined) => /^src\/([a-z]+)/.exec(path ?? '')?.[1];
  const edges = new Map<string, Set<string>>();
  for (const file of sources) {
    const from = nameOf(file.path);
    for (const to of file.imports.map((found) => nameOf(targetOf(file, found)))) {
      if (from && to && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  const walk = (room: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(room)) return [...path.slice(path.indexOf(room)), room];
    for (const next of edges.get(room) ?? []) {
      const found = walk(next, [...path, room]);
      if (found) return found;
    }
    return undefined;
  };
  for (const room of edges.keys()) {
    const found = walk(room, []);
    if (found) return found.join(' → ');
  }
  return undefined;
}

export function explain(file: SourceFile, { specifier, line, kind }: Import, instead: string): string {
  return `${file.path}:${line} imports ${kind === 'type' ? 'types of ' : ''}'${specifier}', which it may not. Instead: ${instead}.`;
}
