import { afterEach, expect, it, vi } from 'vitest';
import { inShare, shareWords } from './fixed-share.js';

afterEach(() => void vi.unstubAllEnvs());

const places = [0, 1, 2, 3, 4, 5, 6, 7];

it('is the whole matrix where nobody asks for a share', () => {
  vi.stubEnv('BOYACKY_TEST_SHARE', '');
  expect(places.filter((place) => inShare(place, 3))).toEqual(places);
  expect(shareWords(3)).toBe('the whole of it');
});

it('leaves out no place over as many numbers in a row as there are parts, and takes none twice', () => {
  const taken = ['41', '42', '43'].flatMap((seed) => {
    vi.stubEnv('BOYACKY_TEST_SHARE', seed);
    return places.filter((place) => inShare(place, 3));
  });
  expect(taken.toSorted((a, b) => a - b)).toEqual(places);
  expect(shareWords(3)).toBe('share 2 of 3');
});

it('refuses what is no number', () => {
  vi.stubEnv('BOYACKY_TEST_SHARE', '1/3');
  expect(() => inShare(0, 3)).toThrow('not a whole number');
});
