import { expect, it } from 'vitest';
import { counted } from '../../src/workshop/counted.js';
import { explainStored } from '../../src/workshop/steps/rollout/explain-stored.js';

it.each([
  [0, '0 services'],
  [1, '1 service'],
  [2, '2 services'],
])('%i is counted as “%s”', (count, words) => {
  expect(counted(count, 'service')).toBe(words);
});

it('a verb goes with its number', () => {
  expect(explainStored('x', 'y'.repeat(30))?.en).toMatch(/^only 1 character was stored/);
  expect(explainStored('xx', 'y'.repeat(30))?.en).toMatch(/^only 2 characters were stored/);
});
