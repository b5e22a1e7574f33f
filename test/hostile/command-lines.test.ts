import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.js';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { ExitCode, UserError } from '../../src/shared/user-error.js';
import { reportCount } from '../matrix/report-count.js';
import { makeTempDir } from '../support/temp-dir.js';

afterEach(() => vi.restoreAllMocks());

/** Commands that start nothing where there is no workshop; the others are on trial by their grammar, in bad-input.test.ts. */
const command = fc.constantFrom(['list'], ['status'], ['verify'], ['hint'], ['solve'], ['lesson'], ['cleanup'], ['sandbox', 'stop'], ['sandbox', 'status'], ['sandbox', 'env'], ['sandbox', 'logs'], ['verify', '--merge'], [], ['help']);
const word = fc.oneof(fc.constantFrom('--yes', '--format', 'json', 'junit', '--lang', 'ja', 'en', '--level', '2', '-1', '--output', '--tail', '--dry-run', '--plain', '--debug', '--reset', '--commands', '--', '-', '', '../../x', '/etc/passwd', '..', '1', 'ecr', 'ecr.push', '__proto__', '\u0000', '\u001b[31m', 'x'.repeat(5000)), fc.string({ unit: 'binary', maxLength: 20 }));

it('command lines of any words really run: each ends with an exit code or in a refusal that says what to type, never as a bug of ours', { timeout: 60_000 }, async () => {
  const cwd = makeTempDir();
  const nowhere = join(cwd, 'nowhere');
  vi.spyOn(process, 'cwd').mockReturnValue(cwd);
  let said = '';
  const listen = (chunk: unknown) => ((said += String(chunk)), true);
  const counts = new Map<string, number>();
  const settled = await fc.check(
    fc.asyncProperty(command, fc.array(word, { maxLength: 4 }), async (name, words) => {
      // No report is to be written anywhere but where nothing is.
      const argv = ['--workspace', nowhere, ...name, ...words.filter((each) => each !== '--output')];
      said = '';
      const spies = [vi.spyOn(process.stdout, 'write').mockImplementation(listen), vi.spyOn(process.stderr, 'write').mockImplementation(listen)];
      const outcome = await runProgram(argv, new AbortController().signal).then((code) => code, (thrown: unknown) => asUserError(thrown) ?? thrown).finally(() => spies.forEach((spy) => spy.mockRestore()));
      const code = outcome instanceof UserError ? outcome.exitCode : outcome;
      expect([ExitCode.done, ExitCode.notDone, ExitCode.usage, ExitCode.environment, ExitCode.refused], argv.join(' ')).toContain(code);
      if (outcome instanceof UserError) expect(outcome.next).toBeTruthy();
      expect(said).not.toMatch(/\n\s+at .*:\d+:\d+/);
      counts.set(String(code), (counts.get(String(code)) ?? 0) + 1);
    }),
    { numRuns: 1000, seed: 20261127 },
  );
  expect(fc.defaultReportMessage(settled) ?? '').toBe('');
  expect(existsSync(nowhere)).toBe(false);
  expect(readdirSync(cwd)).toEqual([]);
  reportCount(`command lines: 1000 run (seed 20261127), by exit code ${[...counts].sort().map(([code, count]) => `${code}: ${count}`).join(', ')}`);
});
