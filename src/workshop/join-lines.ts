import type { Text } from './types.js';

/** Several short texts, one a line; what is undefined is left out. undefined: nothing is left. */
export function joinLines(...lines: readonly (Text | undefined)[]): Text | undefined {
  const there = lines.filter((line) => line !== undefined);
  return there.length === 0 ? undefined : { ja: there.map(({ ja }) => ja).join('\n'), en: there.map(({ en }) => en).join('\n') };
}
