import { describe, expect, it } from 'vitest';
import { AwsFailure } from '../../src/aws/aws-failure.js';
import { makeOrFind } from '../../src/aws/make-or-find.js';

const refused = (kind: 'already-exists' | 'denied', attempts: number) => () =>
  Promise.reject(new AwsFailure(kind, 'ecr:CreateRepository', 'X', 'x', Object.assign(new Error('x'), { $metadata: { attempts } })));
const found = () => Promise.resolve('the one that is there');

describe('a thing that has a name of its own', () => {
  it('is found when the answer to the first request was lost', async () => {
    await expect(makeOrFind(refused('already-exists', 2), found)).resolves.toBe('the one that is there');
  });

  it.each([
    ['the first request is refused: the name is taken', refused('already-exists', 1), found],
    ['it is refused for another reason', refused('denied', 2), found],
    ['it is not there after all', refused('already-exists', 2), () => Promise.resolve(undefined)],
  ])('is not taken for ours when %s', async (_, make, find) => {
    await expect(makeOrFind<string>(make, find)).rejects.toBeInstanceOf(AwsFailure);
  });
});
