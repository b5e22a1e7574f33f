import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { readIgnoreFile } from '../../src/containers/practice/build/read-patterns.js';
import { parseDockerfile } from '../../src/containers/practice/dockerfile/parse-dockerfile.js';
import { EngineError } from '../../src/containers/engine.js';
import { systemClock } from '../../src/shared/clock.js';
import { UserError } from '../../src/shared/user-error.js';
import { openLedger } from '../../src/workshop/ledger.js';
import { LessonError, parseLesson } from '../../src/workshop/parse-lesson.js';
import { readProgress } from '../../src/workshop/progress.js';
import { makeTempDir } from '../support/temp-dir.js';

const runs = { numRuns: 1000 };
/** Words that mean something to a command line, a path or a shell, among words that mean nothing. */
const word = fc.oneof(
  fc.constantFrom('start', 'lesson', 'list', 'status', 'verify', 'hint', 'solve', 'cleanup', 'sandbox', 'doctor', '--yes', '--format', 'json', '--lang', 'ja', '--from', '--until', '--output', '--level', '--region', '--account', '--', '-', '', '../../etc/passwd', '/etc/passwd', '..', 'ecr.push/../..', '$(id)', '`id`', ';rm -rf /', '__proto__', '\u0000', '\u001b[31m'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('a command line of any words', () => {
  it('ends in a command, in help, or in a refusal that says what to type', async () => {
    const workspace = join(makeTempDir(), 'nowhere');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
        let called = 0;
        const program = buildProgram(() => Promise.resolve(void (called += 1)));
        for (const each of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) each.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
        const refusal = await program.parseAsync([...words], { from: 'user' }).then(() => undefined, (error: unknown) => error);
        if (refusal === undefined) expect(called, words.join(' ')).toBe(1);
        else if (refusal instanceof UserError) expect(refusal.next).toBeTruthy();
        else expect(String((refusal as { code?: string }).code)).toMatch(/^commander\./);
      }),
      runs,
    );
    expect(existsSync(workspace)).toBe(false);
  });
});

describe('a progress file of any content', () => {
  it('is read or named, and never overwritten', () => {
    const file = join(makeTempDir(), 'progress.json');
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1'))), (content) => {
        writeFileSync(file, content);
        try {
          expect(readProgress(file)).toMatchObject({ schemaVersion: 1 });
        } catch (error) {
          expect(error, content).toBeInstanceOf(UserError);
          expect((error as UserError).message).toContain(file);
          expect((error as UserError).next).toBeTruthy();
        }
        expect(readFileSync(file, 'utf8')).toBe(Buffer.from(content).toString());
      }),
      runs,
    );
  });

  it.each([['null'], ['5'], ['"text"'], ['[]'], ['{}'], ['{"schemaVersion":2}'], ['{"schemaVersion":1}'], ['{"schemaVersion":1,"owner":5,"witnessed":null}'], ['']])('%s is named', (content) => {
    const file = join(makeTempDir(), 'progress.json');
    writeFileSync(file, content);
    expect(() => readProgress(file)).toThrow(UserError);
  });
});

describe('a ledger in which anything may stand', () => {
  const good = (id: string) => JSON.stringify({ at: '2026-11-27T00:00:00.000Z', event: 'created', kind: 'role', id });
  it('keeps every good line, whatever stands between, and goes on after it', async () => {
    const file = join(makeTempDir(), 'ledger.jsonl');
    const open = () => openLedger(file, () => undefined, systemClock);
    const odd = fc.oneof(fc.json().map((text) => text.replaceAll('\n', ' ')), fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')), fc.constantFrom('null', '5', '[]', '{}', '{"event":"created"}', '{"event":5,"kind":"role","id":"x"}', good('x').slice(0, 30)));
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 5 }), fc.boolean(), async (lines, torn) => {
        writeFileSync(file, [good('first'), ...lines, good('last')].join('\n') + (torn ? '' : '\n'));
        const ids = open().open().map(({ id }) => id);
        expect(ids).toContain('first');
        expect(ids).toContain('last');
        await open().record({ kind: 'role', id: 'new' }, () => Promise.resolve());
        expect(open().has({ kind: 'role', id: 'new' })).toBe(true);
        expect(readFileSync(file, 'utf8').startsWith(good('first'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a lesson's page, a Dockerfile, an ignore file of any text", () => {
  const marks = fc.array(fc.oneof(fc.constantFrom('# ', '## ', '---\n', '<!-- step', ' ecr.push -->', '```', '\n', ':::', '> ', '\\\n', 'FROM ', 'RUN ', 'COPY ', '["a"', ']', '${', '}', '$', 'ENV A=', '!', '**', '[', '[^', '../', '*', '#'), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 }).map((parts) => parts.join(''));

  it('is a lesson, or a lesson error with its place', () => {
    fc.assert(
      fc.property(marks, (text) => {
        try {
          parseLesson('ecr', text, 'ecr/en.md');
        } catch (error) {
          expect(error, text).toBeInstanceOf(LessonError);
        }
      }),
      runs,
    );
  });

  it('is a Dockerfile, or an engine error that the learner can read', () => {
    fc.assert(
      fc.property(marks, (text) => {
        try {
          parseDockerfile(text);
        } catch (error) {
          expect(error, text).toBeInstanceOf(EngineError);
        }
      }),
      runs,
    );
  });

  it('is a matcher that answers for every path, or an engine error', () => {
    fc.assert(
      fc.property(marks, fc.string({ unit: 'binary', maxLength: 60 }), (text, path) => {
        try {
          expect(typeof readIgnoreFile(text)(path)).toBe('boolean');
        } catch (error) {
          expect(error, text).toBeInstanceOf(EngineError);
        }
      }),
      runs,
    );
  });
});
