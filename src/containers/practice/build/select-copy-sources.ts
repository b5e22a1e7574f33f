import { posix } from 'node:path';
import { EngineError } from '../../engine.js';
import type { BuildContext, ContextEntry } from './build-context.js';
import { readGlob } from './read-patterns.js';

export interface CopiedPath {
  readonly entry: ContextEntry;
  /** Where it goes inside the image: relative to the root, "/" between parts. */
  readonly target: string;
}

export interface CopyRequest {
  readonly line: number;
  readonly sources: readonly string[];
  /** As written, with variables expanded. */
  readonly destination: string;
  readonly workingDir: string;
  /** Is there a directory of that name (relative to the root) in the image so far? */
  readonly isDirectory: (path: string) => boolean;
}

/**
 * Says which file of the context goes where. A directory gives its content, not itself; the destination is a
 * directory when it ends with "/", is one already, or when there is more than one source.
 * https://docs.docker.com/reference/dockerfile/#copy
 */
export function selectCopySources(context: BuildContext, request: CopyRequest): readonly CopiedPath[] {
  const { destination, sources } = request;
  const endsAsDirectory = /(?:^|\/)\.{0,2}$/.test(destination);
  const root = posix.resolve('/', request.workingDir, destination).slice(1);
  const matched = sources.flatMap((source) => matchSource(context, source));
  if (matched.length > 1 && !endsAsDirectory)
    throw new EngineError('build-failed', 'When using COPY with more than one source file, the destination must be a directory and end with a /', {
      hint: { ja: `${request.line} 行目: ${destination}/ と書きます`, en: `line ${request.line}: write ${destination}/` },
    });

  const into = endsAsDirectory || request.isDirectory(root);
  const copied = matched.flatMap(({ path, entry }): CopiedPath[] => {
    if (entry && entry.kind !== 'directory') return [{ entry, target: into ? join(root, posix.basename(path)) : root }];
    const prefix = path === '' ? '' : `${path}/`;
    const below = context.entries.filter((each) => each.path.startsWith(prefix));
    return below.map((each) => ({ entry: each, target: join(root, each.path.slice(prefix.length)) }));
  });
  // Later sources win, as later copies overwrite.
  return [...new Map(copied.map((each) => [each.target, each])).values()];
}

function matchSource(context: BuildContext, source: string): { path: string; entry: ContextEntry | undefined }[] {
  // Above the context there is nothing: docker takes "../x" for "x", as at the top of a file system.
  const path = posix.resolve('/', source).slice(1);
  if (path === '') return [{ path, entry: undefined }];
  const exact = context.entries.find((entry) => entry.path === path);
  if (exact) return [{ path, entry: exact }];
  const matches = /[*?[\\]/.test(path) ? globbed(context, path) : [];
  if (matches.length === 0)
    throw new EngineError('build-failed', `COPY failed: file not found in build context or excluded by .dockerignore: stat ${source}: file does not exist`);
  return matches;
}

function globbed(context: BuildContext, pattern: string): { path: string; entry: ContextEntry }[] {
  const expression = readGlob(pattern);
  return context.entries.filter(({ path }) => expression.test(path)).map((entry) => ({ path: entry.path, entry }));
}

function join(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`;
}
