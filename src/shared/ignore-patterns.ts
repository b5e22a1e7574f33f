import { DockerSyntaxError } from './docker-syntax-error.js';

/** Tells whether a path of the build context (with "/" between its parts) is left out of it. */
export type IgnoreMatcher = (path: string) => boolean;

/**
 * Reads a .dockerignore by docker's own rules, which are not git's: a pattern is matched from the root of the
 * context, `**` crosses directories, `!` brings back, the last pattern that matches decides, and a pattern that
 * matches a directory takes what is under it.
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 *
 * @throws DockerSyntaxError for a line that docker refuses.
 */
export function matchIgnorePatterns(source: string): IgnoreMatcher {
  const patterns = source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, index) => readPattern(line, index + 1));
  return (path) => {
    const prefixes = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
    let ignored = false;
    for (const { bringsBack, expression } of patterns) {
      if (bringsBack === ignored && prefixes.some((prefix) => expression.test(prefix))) ignored = !bringsBack;
    }
    return ignored;
  };
}

function readPattern(line: string, number: number): { bringsBack: boolean; expression: RegExp }[] {
  if (line.startsWith('#')) return [];
  let pattern = line.trim();
  if (pattern === '') return [];
  const bringsBack = pattern.startsWith('!');
  if (bringsBack) pattern = pattern.slice(1).trim();
  if (bringsBack && pattern === '') throw new DockerSyntaxError(number, 'illegal exclusion pattern: "!"');
  const clean = cleanPath(pattern);
  if (clean === '.') return [];
  return [{ bringsBack, expression: toExpression(clean, number) }];
}

/** As Go's filepath.Clean does it, and without a leading slash. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** One pattern as an expression: `*`, `?`, `[a-z]`, `[^a]`, `\x` as in Go's filepath.Match, and docker's `**`. */
export function toExpression(pattern: string, line: number): RegExp {
  let source = '^';
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    if (char === '*' && pattern.charAt(index + 1) === '*') {
      index += 1;
      if (pattern.charAt(index + 1) === '/') index += 1;
      source += index + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') {
      source += '[^/]*';
    } else if (char === '?') {
      source += '[^/]';
    } else if (char === '[') {
      const end = pattern.indexOf(']', index + 2);
      if (end < 0) throw badPattern(pattern, line);
      const [, negated = '', members = ''] = /^\[(\^?)(.*)\]$/s.exec(pattern.slice(index, end + 1)) ?? [];
      source += `[${negated}${members.replace(/[\\[\]^]/g, '\\$&')}]`;
      index = end;
    } else if (char === '\\') {
      if (index + 1 >= pattern.length) throw badPattern(pattern, line);
      index += 1;
      source += escapeLiteral(pattern.charAt(index));
    } else {
      source += escapeLiteral(char);
    }
  }
  try {
    return new RegExp(`${source}$`, 's');
  } catch {
    throw badPattern(pattern, line);
  }
}

function badPattern(pattern: string, line: number): DockerSyntaxError {
  return new DockerSyntaxError(line, `syntax error in pattern: "${pattern}"`);
}

function escapeLiteral(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
