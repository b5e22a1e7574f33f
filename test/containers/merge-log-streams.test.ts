import { expect, it } from 'vitest';
import { mergeLogStreams } from '../../src/containers/cli/merge-log-streams.js';

const at = (fraction: string, line: string) => `2026-11-27T12:00:00.${fraction}Z ${line}\n`;

it('two streams come back in the order in which the engine read them, whatever it leaves out of the nanoseconds', () => {
  const stdout = at('12', 'second') + at('3', 'fourth') + '2026-11-27T12:00:01Z last\n';
  const stderr = at('1', 'first') + at('123456789', 'third');
  expect(mergeLogStreams(stdout, stderr)).toBe('first\nsecond\nthird\nfourth\nlast\n');
});

it('lines without a word, and of one instant, keep their place', () => {
  expect(mergeLogStreams(`${at('1', 'a')}2026-11-27T12:00:00.1Z\n${at('1', 'b')}`, '')).toBe('a\n\nb\n');
  expect(mergeLogStreams('', '')).toBe('');
});
