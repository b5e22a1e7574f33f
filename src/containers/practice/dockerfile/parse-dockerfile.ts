import { DockerSyntaxError } from '../../../shared/docker-syntax-error.js';
import { readLogicalLines, type LogicalLine, type LogicalLines } from '../../../shared/dockerfile-lines.js';
import { EngineError } from '../../engine.js';
import { dockerfileError, unsupportedInDockerfile } from './dockerfile-error.js';
import type { Command, Instruction } from './instruction.js';
import { splitWords } from './split-words.js';

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly escape: string;
}

/** Docker knows these; the practice engine does not do them. */
const REFUSED = new Set(['ADD', 'HEALTHCHECK', 'MAINTAINER', 'ONBUILD', 'SHELL', 'STOPSIGNAL', 'VOLUME']);

/**
 * Reads a Dockerfile: FROM, ARG, ENV, LABEL, WORKDIR, COPY, RUN, EXPOSE, USER, ENTRYPOINT, CMD.
 *
 * @throws EngineError `dockerfile` for what docker refuses, `unsupported` for what only docker can do.
 */
export function parseDockerfile(source: string): Dockerfile {
  const { lines, escape } = readLines(source);
  if (lines.length === 0) throw new EngineError('dockerfile', 'Error response from daemon: the Dockerfile (Dockerfile) cannot be empty');
  const instructions = lines.map((line) => parseInstruction(line, escape));

  const froms = instructions.filter(({ name }) => name === 'FROM');
  const first = instructions.find(({ name }) => name !== 'ARG');
  if (first && first.name !== 'FROM') throw dockerfileError(first.line, `no build stage in current context: FROM must come before ${first.name}`);
  if (froms.length === 0) throw new EngineError('dockerfile', 'Error response from daemon: file with no instructions: there is no FROM');
  if (froms[1]) throw unsupportedInDockerfile(froms[1].line, 'a second FROM (a multi-stage build)');
  return { instructions, escape };
}

function readLines(source: string): LogicalLines {
  try {
    return readLogicalLines(source);
  } catch (error) {
    throw error instanceof DockerSyntaxError ? dockerfileError(error.line, error.message) : error;
  }
}

function parseInstruction(logical: LogicalLine, escape: string): Instruction {
  const { line, text } = logical;
  const [, keyword = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const name = keyword.toUpperCase();
  if (REFUSED.has(name)) throw unsupportedInDockerfile(line, name === 'ADD' ? 'ADD (COPY is)' : name);

  const at = { line, source: `${name} ${rest}` };
  const words = splitWords(rest, escape);
  const needArguments = (): void => {
    if (words.length === 0) throw dockerfileError(line, `${name} requires at least one argument`);
  };

  switch (name) {
    case 'FROM':
      needArguments();
      return { ...at, name, ...parseFrom(line, words) };
    case 'WORKDIR':
    case 'USER':
      if (words.length === 0) throw dockerfileError(line, `${name} requires exactly one argument`);
      return { ...at, name, value: rest };
    case 'COPY':
      return { ...at, name, ...parseCopy(line, rest, escape) };
    case 'RUN':
      needArguments();
      if (/^--/.test(rest)) throw unsupportedInDockerfile(line, `RUN ${words[0] ?? ''}`);
      refuseHeredoc(line, name, rest);
      return { ...at, name, command: parseCommand(line, rest) };
    case 'CMD':
    case 'ENTRYPOINT':
      return { ...at, name, command: parseCommand(line, rest) };
    case 'ENV':
    case 'LABEL':
      needArguments();
      return { ...at, name, pairs: parsePairs(line, name, rest, words) };
    case 'ARG':
      needArguments();
      return { ...at, name, pairs: words.map((word) => splitArg(line, word)) };
    case 'EXPOSE':
      needArguments();
      return { ...at, name, ports: words };
    default:
      throw dockerfileError(line, `unknown instruction: ${keyword}`);
  }
}

function parseFrom(line: number, words: readonly string[]) {
  const flags = words.filter((word) => word.startsWith('--'));
  const [image, as, stage, ...more] = words.filter((word) => !word.startsWith('--'));
  const platform = flags.find((flag) => flag.startsWith('--platform='))?.slice('--platform='.length);
  const unknown = flags.find((flag) => !flag.startsWith('--platform='));
  if (unknown) throw dockerfileError(line, `unknown flag: ${unknown}`);
  const wellFormed = image !== undefined && more.length === 0 && (as === undefined || (as.toLowerCase() === 'as' && stage !== undefined));
  if (!wellFormed) throw dockerfileError(line, 'FROM requires either one or three arguments');
  return { image, platform, stage };
}

function parseCopy(line: number, rest: string, escape: string) {
  refuseHeredoc(line, 'COPY', rest);
  let chown: string | undefined;
  let paths = rest;
  for (let flag = /^--([a-z-]+)(?:=(\S*))?\s*/.exec(paths); flag; flag = /^--([a-z-]+)(?:=(\S*))?\s*/.exec(paths)) {
    if (flag[1] !== 'chown') throw unsupportedInDockerfile(line, `COPY --${flag[1] ?? ''}`);
    chown = flag[2];
    paths = paths.slice(flag[0].length);
  }
  const words = parseJsonArray(paths) ?? splitWords(paths, escape);
  const destination = words.at(-1);
  if (words.length < 2 || destination === undefined)
    throw dockerfileError(line, 'COPY requires at least two arguments, but only ' + (words.length === 1 ? 'one was' : 'none were') + ' provided. Destination could not be determined');
  return { sources: words.slice(0, -1), destination, chown };
}

function parseCommand(line: number, rest: string): Command {
  const argv = parseJsonArray(rest);
  if (argv) return { form: 'exec', argv };
  if (rest.includes('\u0000')) throw dockerfileError(line, 'a NUL character in a command');
  return { form: 'shell', text: rest };
}

/** Docker takes anything that is not a JSON array of strings for the shell form, so this does not complain. */
function parseJsonArray(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function parsePairs(line: number, name: string, rest: string, words: readonly string[]): readonly (readonly [string, string])[] {
  const [first = ''] = words;
  if (!first.includes('=')) {
    const value = rest.slice(first.length).trim();
    if (value === '') throw dockerfileError(line, `${name} must have two arguments`);
    return [[first, value]];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals <= 0) throw dockerfileError(line, `Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    return [word.slice(0, equals), word.slice(equals + 1)] as const;
  });
}

function splitArg(line: number, word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  if (equals === 0) throw dockerfileError(line, 'ARG names can not be blank');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function refuseHeredoc(line: number, name: string, rest: string): void {
  if (/(?:^|\s)<<-?["']?[A-Za-z_]/.test(rest)) throw unsupportedInDockerfile(line, `a here-document in ${name}`);
}
