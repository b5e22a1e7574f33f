import { wordsIn, type Words } from '../../shared/words.js';
import type { Language } from '../../workshop/types.js';
import { inertBlock } from './inert-text.js';

/** A line that a step says while it is at work, below its title. Much of it is what engines and apps print: text, and nothing else. */
export function stepLine(line: Words, language: Language): string {
  return `      ${inertBlock(wordsIn(language, line))}`;
}
