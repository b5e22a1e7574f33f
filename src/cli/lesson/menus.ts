import type { Text } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import type { MenuEntry } from '../io/step-prompt.js';

export type OpenChoice = 'run' | 'self' | 'hint' | 'more' | 'solution' | 'skip' | 'back' | 'list' | 'quit';
export type DoneChoice = 'next' | 'more' | 'again' | 'back' | 'list' | 'quit';

const texts: Record<OpenChoice | DoneChoice, Text> = {
  run: { ja: '代わりにやってもらう', en: 'run it for me' },
  self: { ja: '自分でやる', en: "I'll do it myself" },
  hint: { ja: 'ヒント', en: 'hint' },
  more: { ja: 'もっと詳しく', en: 'explain more' },
  solution: { ja: '答えを見る', en: 'show the solution' },
  skip: { ja: 'とばす', en: 'skip' },
  back: { ja: '前のステップへ', en: 'back' },
  list: { ja: '一覧から選ぶ', en: 'list' },
  quit: { ja: 'ここまでにする', en: 'quit' },
  next: { ja: '次へ', en: 'next' },
  again: { ja: 'このステップをやり直す', en: 'do it again' },
};

/** While a step is not done. */
export function openMenu(terminal: Terminal): MenuEntry<OpenChoice>[] {
  return entries(['run', 'self', 'hint', 'more', 'solution', 'skip', 'back', 'list', 'quit'], terminal);
}

/** Once it is. */
export function doneMenu(terminal: Terminal): MenuEntry<DoneChoice>[] {
  return entries(['next', 'more', 'again', 'back', 'list', 'quit'], terminal);
}

/** Below the answers of a question. */
export function questionMenu(terminal: Terminal): MenuEntry<'hint' | 'more' | 'solution' | 'skip' | 'back' | 'list' | 'quit'>[] {
  return entries(['hint', 'more', 'solution', 'skip', 'back', 'list', 'quit'], terminal);
}

function entries<Value extends OpenChoice | DoneChoice>(values: readonly Value[], terminal: Terminal): MenuEntry<Value>[] {
  return values.map((value) => ({ value, name: terminal.t(texts[value]) }));
}
