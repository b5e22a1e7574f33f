import type { EngineName } from '../containers/engine.js';
import type { SilentEngine } from '../containers/look-for-engines.js';
import type { Text } from './types.js';
import { textOf } from './verdict.js';

/** Which engine is here and does not answer, in its own words, and what is used in its place. */
export function silentWords({ name, reason }: SilentEngine, used: EngineName): Text {
  return { ja: `${name} はありますが、応答しません（${reason}）。代わりに ${used} を使います`, en: `${name} is here, but does not answer (${reason}), so ${used} is used in its place` };
}

/** What makes it answer, and what takes it into use then: a workspace stays with the engine that it began with. */
export function wakeWords({ name, hint = `${name} info` }: SilentEngine, used: EngineName): Text {
  // What is printed beside another real engine is put into the words of that one.
  if (used !== 'practice') return { ja: `${name} を使うには: boyacky-lab doctor --engine ${name}`, en: `To use ${name}: boyacky-lab doctor --engine ${name}` };
  const { ja, en } = textOf(hint);
  return { ja: `${name} を使うには: ${ja} （そのあとで boyacky-lab start --engine ${name} ）`, en: `To use ${name}: ${en}; after that: boyacky-lab start --engine ${name}` };
}
