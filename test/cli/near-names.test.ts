import { expect, it } from 'vitest';
import { nearNames } from '../../src/cli/near-names.js';

const known = ['ecr', 'ecr.push', 'ecr.password', 'image', 'image.build', 'rollout.push'];

it.each([
  ['ecr.psuh', 'ecr.push'],
  ['ecr.pus', 'ecr.push'],
  ['imgae.build', 'image.build'],
  ['build', 'image.build'],
  ['ECR.PUSH', 'ecr.push'],
])('%s is near to %s', (typed, first) => {
  expect(nearNames(typed, known)[0]).toBe(first);
});

it('what is like nothing has no near names', () => {
  expect(nearNames('something-else', known)).toEqual([]);
});
