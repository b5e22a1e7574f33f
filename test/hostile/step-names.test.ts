import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { runProgram } from '../../src/cli/program.js';
import { ExitCode, UserError } from '../../src/shared/user-error.js';
import { makeTempDir } from '../support/temp-dir.js';

const isTty = process.stdin.isTTY;
const errTty = process.stderr.isTTY;
afterEach(() => {
  process.stdin.isTTY = isTty;
  process.stderr.isTTY = errTty;
});

const names = ['../../etc/passwd', '/etc/passwd', '../..', 'ecr.push/../..', '%2e%2e', '__proto__', 'constructor', '\u0000', 'x'.repeat(10_000)];
const commands = (name: string) => [['lesson', name], ['verify', name], ['hint', name], ['solve', name], ['start', '--yes', '--from', name], ['start', '--yes', '--until', name]];

it.each(names.flatMap(commands))('%s %s %s %s: there is no such step (exit 2); nothing is read, made or started', async (...given) => {
  const argv = given.filter((each) => each !== undefined);
  const root = makeTempDir();
  // `lesson` asks for a terminal before anything else; it is the name that is on trial here.
  if (argv[0] === 'lesson') process.stdin.isTTY = process.stderr.isTTY = true;
  mkdirSync(join(root, '.boyacky-lab'));
  writeFileSync(join(root, '.boyacky-lab', 'progress.json'), JSON.stringify({ schemaVersion: 1, owner: 'x', language: 'en', target: 'sandbox', engine: 'practice', region: 'ap-northeast-1', pace: 'fast', witnessed: {}, facts: {}, answers: {} }));
  const before = readdirSync(root, { recursive: true });
  const error = await runProgram([...argv, '--workspace', root], new AbortController().signal).then((code) => code, (thrown: unknown) => asUserError(thrown));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ exitCode: ExitCode.usage, code: 'unknown-step', next: 'boyacky-lab list' });
  expect(JSON.stringify(error)).not.toContain('root:');
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});
