import { ExitCode, UserError } from '../../shared/user-error.js';
import type { Text } from '../../workshop/types.js';
import type { LineReader } from './line-reader.js';
import type { Prompts } from './prompts.js';
import { wantedNumber } from './wanted-number.js';
import { numberOf, numbered, type MenuEntry } from './step-prompt.js';

/** Append-only prompts for any terminal and for screen readers: numbered choices, answered by a line. */
export function createPlainPrompts(lines: LineReader, say: (line: string) => void, t: (text: Text) => string): Prompts {
  const read = async (signal: AbortSignal): Promise<string> => {
    const line = await lines.read(signal);
    if (line === undefined) throw new UserError('interrupted', { ja: '入力が終わりました', en: 'The input has ended' }, { next: 'boyacky-lab start', exitCode: ExitCode.interrupted });
    return line.trim();
  };
  const list = (message: string, choices: readonly MenuEntry<string>[]) => {
    say(message);
    for (const [index, entry] of choices.entries()) {
      if (entry.afterGap === true) say('');
      for (const [row, text] of entry.name.split('\n').entries()) say(row === 0 ? `  ${numberOf(entry, index)}. ${text}` : `     ${text}`);
    }
  };
  const again = (choices: readonly MenuEntry<string>[]) => say(t(wantedNumber(choices)));
  return {
    choose: async (message, choices, signal) => {
      list(message, choices);
      for (;;) {
        say(t({ ja: '番号を入れて Enter:', en: 'Number, then Enter:' }));
        const entry = numbered(choices, await read(signal));
        if (entry !== undefined) return entry.value;
        again(choices);
      }
    },
    chooseOrType: async (message, choices, help, signal) => {
      list(message, choices);
      say(help);
      for (;;) {
        const typed = await read(signal);
        const entry = typed === '' ? choices[0] : numbered(choices, typed);
        if (entry !== undefined) return { chosen: entry.value };
        if (!/^\d+$/.test(typed)) return { typed };
        again(choices);
      }
    },
    confirm: async (message, signal) => {
      say(`${message} ${t({ ja: '（はい: y、いいえ: n）', en: '(y for yes, n for no)' })}`);
      return /^(y|yes|はい)$/i.test(await read(signal));
    },
    pause: async (message, signal) => {
      say(`${message} ${t({ ja: '(Enter で次へ)', en: '(press Enter)' })}`);
      await read(signal);
    },
    entered: async (signal) => {
      await read(signal);
    },
  };
}
