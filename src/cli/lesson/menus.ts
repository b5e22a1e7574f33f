import type { Text } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import type { MenuEntry } from '../io/step-prompt.js';

export type OpenChoice = 'run' | 'self' | 'hint' | 'more' | 'solution' | 'skip' | 'back' | 'list' | 'quit' | 'bare';
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
  bare: { ja: 'コマンドだけを出す（コピー用）', en: 'the commands alone, for copying' },
  next: { ja: '次へ', en: 'next' },
  again: { ja: 'このステップをやり直す', en: 'do it again' },
};

/** The same in every menu, so that fingers may learn them. */
const numbers: Record<OpenChoice | DoneChoice, number> = { run: 1, next: 1, self: 2, hint: 3, more: 4, solution: 5, skip: 6, again: 6, back: 7, list: 8, quit: 9, bare: 0 };

/** While a step is not done. */
export function openMenu(terminal: Terminal, hasCommands: boolean): MenuEntry<OpenChoice>[] {
  return entries(['run', 'self', 'hint', 'more', 'solution', 'skip', 'back', 'list', 'quit', ...(hasCommands ? (['bare'] as const) : [])], terminal);
}

/** Once it is. */
export function doneMenu(terminal: Terminal): MenuEntry<DoneChoice>[] {
  return entries(['next', 'more', 'again', 'back', 'list', 'quit'], terminal);
}

/** Below the answers of a question. */
export function questionMenu(terminal: Terminal): MenuEntry<'hint' | 'more' | 'solution' | 'skip' | 'back' | 'list' | 'quit'>[] {
  // The answers take the first numbers.
  return entries(['hint', 'more', 'solution', 'skip', 'back', 'list', 'quit'], terminal).map(({ value, name }) => ({ value, name }));
}

function entries<Value extends OpenChoice | DoneChoice>(values: readonly Value[], terminal: Terminal): MenuEntry<Value>[] {
  return values.map((value) => ({ value, name: terminal.t(texts[value]), number: numbers[value] }));
}
