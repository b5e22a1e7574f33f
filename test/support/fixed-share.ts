/**
 * The share of a long matrix that this run goes through. Whole, unless `BOYACKY_TEST_SHARE` holds a whole number, as
 * `.ci/run` takes it from the commit: then of `parts` equal parts the one that the number falls on. So a commit always
 * goes through the same share, and the commits after it through the others.
 */
export function inShare(place: number, parts: number): boolean {
  const seed = process.env.BOYACKY_TEST_SHARE;
  if (seed === undefined || seed === '') return true;
  if (!/^\d+$/.test(seed)) throw new Error(`BOYACKY_TEST_SHARE is ${JSON.stringify(seed)}, not a whole number`);
  return place % parts === Number(seed) % parts;
}

/** For the line that a matrix prints: "the whole of it", or which share of it. */
export function shareWords(parts: number): string {
  const seed = process.env.BOYACKY_TEST_SHARE ?? '';
  return seed === '' ? 'the whole of it' : `share ${(Number(seed) % parts) + 1} of ${parts}`;
}
