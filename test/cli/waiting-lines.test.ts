import { expect, it } from 'vitest';
import { waitingLines } from '../../src/cli/render/waiting-lines.js';
import { waitingLine } from '../../src/cli/walk-unattended.js';
import { plain, waiting } from '../../src/workshop/verdict.js';
import { createScriptedTerminal } from './lesson/scripted-terminal.js';

it.each([
  ['ja', 'まだ 3 個', '42 秒', 'ふつうは 2〜3 分'],
  ['en', 'three are missing', '42 s', 'usually 2–3 min'],
] as const)('what is waited for, for how long already, and how long it usually takes, in %s', (language, ...parts) => {
  const verdict = waiting({ ja: 'まだ 3 個', en: 'three are missing' }, 0, { ja: '2〜3 分', en: '2–3 min' });
  const terminal = createScriptedTerminal([], { language });
  const lesson = waitingLines(verdict, 42_000, terminal).join(' ');
  for (const part of parts) expect(lesson).toContain(part);
  const unattended = waitingLine(verdict, 42_000, terminal);
  for (const part of [parts[0], '42 s', parts[2]]) expect(unattended).toContain(part);
});

it('a question that could not be answered is told while it is asked again', () => {
  const terminal = createScriptedTerminal([], { language: 'en' });
  const verdict = { verdict: 'cannot-tell', why: plain('throttled'), fix: plain('wait') } as const;
  expect(waitingLines(verdict, 1000, terminal).join(' ')).toContain('throttled');
  expect(waitingLine(verdict, 1000, terminal)).toContain('throttled (1 s)');
});
