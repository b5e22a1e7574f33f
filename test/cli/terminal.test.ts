import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTerminal } from '../../src/cli/io/terminal.js';
import { commandLines } from '../../src/cli/render/command-lines.js';
import { errorLines } from '../../src/cli/render/report-error.js';
import { stepLine } from '../../src/cli/render/step-line.js';
import { UserError } from '../../src/shared/user-error.js';
import { plain } from '../../src/workshop/verdict.js';

const evil = 'seen: \u001b[2J\u001b]0;title\u0007\u009b5n\u202Etxt';

afterEach(() => vi.restoreAllMocks());

function heard(): () => string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return () => write.mock.calls.map(([chunk]) => String(chunk)).join('');
}

it('a sentence that quotes the world is text and nothing else, and so is an error', () => {
  const said = heard();
  createTerminal({ language: 'en' }).say(plain(evil));
  expect(said()).toBe('seen: txt\n');
  expect(stepLine(`${evil}\n\u001b[1Anext`, 'en')).toBe('      seen: txt\nnext');
  expect(errorLines(new UserError('x', evil, { why: evil }), 'en').join('\n')).not.toMatch(/\u001b\[2J|\u001b\]|\u009b|\u202E/);
});

it('a terminal that reports no columns has the usual ones', () => {
  const { columns, rows } = process.stderr;
  onTestFinished(() => void Object.assign(process.stderr, { columns, rows }));
  Object.assign(process.stderr, { columns: 0, rows: 0 });
  const { width, height } = createTerminal({ language: 'en' });
  expect([width, height]).toEqual([80, 24]);
});

it('a command with a word wider than the screen is one that a shell reads: each of its lines goes on into the next', () => {
  const said = heard();
  const terminal = createTerminal({ language: 'en' });
  const command = `aws ecs describe-services --cluster boyacky-cluster --query 'services[0].deployments[].[status,${'taskDefinition,'.repeat(5)}rolloutState]' --output text`;
  for (const line of commandLines(command, { width: 60 })) terminal.say(line);
  const lines = stripVTControlCharacters(said()).trimEnd().split('\n');
  expect(lines.slice(0, -1).filter((line) => !line.endsWith(' \\'))).toEqual([]);
  expect(lines.map((line) => line.replace(/ \\$/, '').replace('$ ', '').trim()).join(' ')).toBe(command);
});

describe('a page', () => {
  const cleared = '\u001b[H\u001b[J';

  /** What a page writes on a terminal of 5 rows, or into a pipe. */
  function pageOf({ isTTY = true, env = {}, ask = true }: { isTTY?: boolean; env?: NodeJS.ProcessEnv; ask?: boolean }): string {
    const { rows, isTTY: wasTTY } = process.stderr;
    const input = process.stdin.isTTY;
    const { CI, NO_COLOR, TERM, ACCESSIBLE } = process.env;
    onTestFinished(() => {
      Object.assign(process.stderr, { rows, isTTY: wasTTY });
      Object.assign(process.stdin, { isTTY: input });
      for (const [name, value] of Object.entries({ CI, NO_COLOR, TERM, ACCESSIBLE })) if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
    Object.assign(process.stderr, { rows: 5, isTTY });
    Object.assign(process.stdin, { isTTY });
    for (const name of ['CI', 'NO_COLOR', 'ACCESSIBLE']) delete process.env[name];
    Object.assign(process.env, { TERM: 'xterm' }, env);
    const said = heard();
    createTerminal({ language: 'en', ask }).page();
    return said();
  }

  it('begins at the top of an empty screen, and what was read is pushed up, not erased', () => {
    expect(pageOf({})).toBe(`${'\n'.repeat(5)}${cleared}`);
  });

  it.each([
    ['into a pipe', { isTTY: false }],
    ['with NO_COLOR', { env: { NO_COLOR: '1' } }],
    ['with TERM=dumb', { env: { TERM: 'dumb' } }],
    ['when nobody is asked', { ask: false }],
  ])('is nothing %s', (_, given) => {
    expect(pageOf(given)).toBe('');
  });
});
