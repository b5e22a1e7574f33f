import type { Text } from '../../workshop/types.js';
import { numberOf, type MenuEntry } from './step-prompt.js';

/** What is said when a number is typed that no entry has. */
export function wantedNumber(choices: readonly MenuEntry<string>[]): Text {
  const numbers = choices.map(numberOf).sort((one, other) => one - other);
  const [first = 1] = numbers;
  const isWhole = numbers.every((number, index) => number === first + index);
  const last = first + numbers.length - 1;
  const list = isWhole ? { ja: `${first} から ${last}`, en: `from ${first} to ${last}` } : { ja: numbers.join('、'), en: `out of ${numbers.join(', ')}` };
  return { ja: `番号は ${list.ja} のどれかをどうぞ。`, en: `A number ${list.en}, please.` };
}
