import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/containers/engine.js';
import { expandVariables } from '../../src/containers/practice/dockerfile/expand-variables.js';
import { parseDockerfile } from '../../src/containers/practice/dockerfile/parse-dockerfile.js';

const parse = (source: string) => parseDockerfile(source).instructions;
const second = (line: string) => parse(`FROM node\n${line}`)[1];

describe('a Dockerfile', () => {
  it('keeps line numbers through comments, blank lines and continued lines', () => {
    const source = '# syntax=docker/dockerfile:1\n\nFROM node:24-alpine AS base\n# why\nRUN npm ci \\\n  # in between\n\n  --omit=dev\nCMD ["node", "app.js"]';
    expect(parse(source).map(({ line, name }) => [line, name])).toEqual([[3, 'FROM'], [5, 'RUN'], [9, 'CMD']]);
    expect(parse(source)[1]).toMatchObject({ command: { form: 'shell', text: expect.stringMatching(/^npm ci\s+--omit=dev$/) as string } });
  });

  it.each([
    ['from node\nworkdir /app', { name: 'WORKDIR', value: '/app' }],
    ['FROM node\r\nUSER node\r\n', { name: 'USER', value: 'node' }],
    ['# escape=`\nFROM node\nRUN npm ci `\n --omit=dev', { name: 'RUN', command: { form: 'shell', text: 'npm ci  --omit=dev' } }],
  ])('%j', (source, expected) => expect(parse(source)[1]).toMatchObject(expected));

  it.each([
    ['COPY a b ./', { sources: ['a', 'b'], destination: './' }],
    ['COPY ["a b", "c"]', { sources: ['a b'], destination: 'c' }],
    ['COPY --chown=node:node . .', { sources: ['.'], destination: '.', chown: 'node:node' }],
    ['ENV A=1 B="x y" C=a\\ b', { pairs: [['A', '1'], ['B', '"x y"'], ['C', 'a\\ b']] }],
    ['ENV GREETING hello there', { pairs: [['GREETING', 'hello there']] }],
    ['LABEL a.b=c', { pairs: [['a.b', 'c']] }],
    ['ARG A B=2', { pairs: [['A', undefined], ['B', '2']] }],
    ['EXPOSE 8080 9090/udp', { ports: ['8080', '9090/udp'] }],
    ['ENTRYPOINT ["node"]', { command: { form: 'exec', argv: ['node'] } }],
    ['CMD node app.js', { command: { form: 'shell', text: 'node app.js' } }],
    ["CMD ['node']", { command: { form: 'shell', text: "['node']" } }],
  ])('%s', (line, expected) => expect(second(line)).toMatchObject(expected));

  it.each([
    ['', 'dockerfile', 'the Dockerfile (Dockerfile) cannot be empty'],
    ['# only a comment', 'dockerfile', 'cannot be empty'],
    ['RUN npm ci', 'dockerfile', 'no build stage in current context'],
    ['ARG A=1', 'dockerfile', 'no FROM'],
    ['FROM node\n\nRUNN npm ci', 'dockerfile', 'dockerfile parse error line 3: unknown instruction: RUNN'],
    ['FROM', 'dockerfile', 'line 1: FROM requires'],
    ['FROM a b', 'dockerfile', 'FROM requires either one or three arguments'],
    ['FROM node\nCOPY a', 'dockerfile', 'line 2: COPY requires at least two arguments, but only one was provided'],
    ['FROM node\nENV A', 'dockerfile', 'line 2: ENV must have two arguments'],
    ['FROM node\nENV A=1 B', 'dockerfile', "can't find = in \"B\""],
    ['FROM node\nFROM node', 'unsupported', 'a second FROM (a multi-stage build) is not supported by the practice engine (line 2): install Docker'],
    ['FROM node\nCOPY --from=build a b', 'unsupported', 'COPY --from is not supported by the practice engine (line 2): install Docker'],
    ['FROM node\nADD a b', 'unsupported', 'ADD (COPY is) is not supported'],
    ['FROM node\nHEALTHCHECK NONE', 'unsupported', 'HEALTHCHECK is not supported'],
    ['FROM node\nRUN --mount=type=cache,target=/x npm ci', 'unsupported', 'RUN --mount=type=cache'],
    ['FROM node\nRUN <<EOF\nnpm ci\nEOF', 'unsupported', 'a here-document in RUN'],
    ['# escape=x\nFROM node', 'dockerfile', 'invalid escape token'],
  ])('%j is refused', (source, code, message) => {
    expect(() => parseDockerfile(source)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error);
  });

  it('whatever is in it, is read or refused, and nothing else', () => {
    const word = fc.constantFrom('FROM', 'RUN', 'COPY', 'ENV', 'ARG', 'CMD', 'EXPOSE', 'LABEL', '#', '# escape=`', '\\', '`', '"', "'", '=', '${A:-', '}', '$A', '[', '"a"', ']', '--from=x', '<<EOF', '\n', ' ', '\t', 'node', '.', '\u0000', '絵文字');
    const source = fc.oneof(fc.string(), fc.array(word, { maxLength: 40 }).map((words) => words.join('')), fc.array(word, { maxLength: 40 }).map((words) => `FROM node\n${words.join(' ')}`));
    fc.assert(
      fc.property(source, (text) => {
        try {
          for (const { line } of parseDockerfile(text).instructions) expect(line).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('variables', () => {
  const variables = new Map([['A', 'one'], ['EMPTY', '']]);
  it.each([
    ['$A-${A}', 'one-one'],
    ['${B:-two}', 'two'],
    ['${EMPTY:-$A}', 'one'],
    ['${A:+yes}${B:+no}', 'yes'],
    ['"$A b"', 'one b'],
    ["'$A'", '$A'],
    ['\\$A', '$A'],
    ['$B', ''],
    ['5$', '5$'],
    ['a\\ b', 'a b'],
    ['"C:\\dir"', 'C:\\dir'],
  ])('%s', (text, expected) => expect(expandVariables(text, { line: 1, escape: '\\', variables })).toBe(expected));

  it('refuses what it does not know by name', () => {
    expect(() => expandVariables('${A%x}', { line: 7, escape: '\\', variables })).toThrow(/the substitution \$\{A%x\} is not supported .*line 7/);
  });
});
