import { describe, expect, it } from 'vitest';
import { findMeantNodeTag, isNodeTag } from '../../src/shared/node-tags.js';

describe('a tag of the image node', () => {
  it.each(['24', '24-alpine', '24.1.0-alpine3.22', 'lts', 'lts-alpine', '22-bookworm-slim', 'latest', 'krypton-slim', 'lts-jod'])('%s can be', (tag) => {
    expect(isNodeTag(tag)).toBe(true);
    expect(findMeantNodeTag(tag)).toBeUndefined();
  });

  it.each([['24-apline', '24-alpine'], ['24-alpin', '24-alpine'], ['22-bokworm-slim', '22-bookworm-slim'], ['lates', 'latest']])('%s is none: %s was meant', (tag, meant) => {
    expect([isNodeTag(tag), findMeantNodeTag(tag)]).toEqual([false, meant]);
  });

  it('guesses nothing of what is like none', () => {
    expect([isNodeTag('24-mine'), findMeantNodeTag('24-mine')]).toEqual([false, undefined]);
  });
});
