import { emitKeypressEvents } from 'node:readline';
import chalk from 'chalk';
import type { Text } from '../../workshop/types.js';
import type { LiveBlock } from './live-block.js';
import type { Prompts } from './prompts.js';
import { wrapText } from '../render/wrap-text.js';
import { wantedNumber } from './wanted-number.js';
import { choicePrompt } from './choice-prompt.js';
import { numberOf, stepPrompt } from './step-prompt.js';

/** Prompts that are redrawn in place: arrow keys, numbers, a line to type in. */
export function createFullPrompts(output: NodeJS.WriteStream, block: LiveBlock, t: (text: Text) => string): Prompts {
  // Inquirer would break words. Its mark and the arrow before an entry take two columns.
  const fit = (text: string, taken = 2) => wrapText(text, { width: (output.columns || 80) - taken - 1, hanging: ' '.repeat(taken) }).join('\n');
  return {
    choose: async (message, choices, signal) => {
      block.clear();
      const config = {
        message: fit(message),
        choices: choices.map((entry, index) => ({ ...entry, name: fit(entry.name, 3 + String(numberOf(entry, index)).length + 1) })),
        help: fit(t({ ja: '番号か矢印と Enter:', en: 'A number, or arrows, and Enter:' }), 0),
        noSuchNumber: fit(t(wantedNumber(choices)), 0),
        pageSize: pageSize(output),
      };
      return (await choicePrompt(config, { output, signal })) as never;
    },
    chooseOrType: async (message, choices, help, signal) => {
      block.clear();
      const sideBySide = choices.length > (output.rows || 24) / 6 ? (output.columns || 80) - 1 : undefined;
      const config = { message: fit(message), choices: choices.map((entry) => ({ ...entry, name: fit(entry.name, 5) })), help: fit(help, 0), noSuchNumber: fit(t(wantedNumber(choices)), 0), sideBySide };
      return (await stepPrompt(config, { output, signal })) as never;
    },
    confirm: async (message, signal) => {
      block.clear();
      const transformer = (yes: boolean) => t(yes ? { ja: 'はい', en: 'yes' } : { ja: 'いいえ', en: 'no' });
      const { value } = await (await promptModule(output, signal))<{ value: boolean }>([{ type: 'confirm', name: 'value', message: fit(message), default: false, transformer }]);
      return value;
    },
    pause: async (message, signal) => {
      block.draw([chalk.dim(`${message} ${t({ ja: '[Enter]', en: '[Enter]' })}`)]);
      await waitForEnter(signal);
      block.clear();
    },
    entered: waitForEnter,
  };
}

/** Lines of a menu that are seen at once, with room for the question above it. */
function pageSize(output: NodeJS.WriteStream): number {
  return Math.max(12, (output.rows || 24) - 6);
}

/** Questions are talk: they go to stderr, so that stdout stays data. */
async function promptModule(output: NodeJS.WriteStream, signal: AbortSignal) {
  const { default: inquirer } = await import('inquirer');
  return inquirer.createPromptModule({ output, signal });
}

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

function waitForEnter(signal: AbortSignal): Promise<void> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const leave = (settle: () => void) => {
      stdin.off('keypress', onKey).pause();
      if (stdin.isTTY) stdin.setRawMode(false);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onKey = (_: string | undefined, key: Key) => {
      if (key.name === 'return' || key.name === 'enter') leave(resolve);
      // In raw mode Ctrl-C is a key like any other.
      else if (key.ctrl === true && key.name === 'c') {
        leave(() => reject(Object.assign(new Error('Ctrl-C'), { name: 'ExitPromptError' })));
        process.kill(process.pid, 'SIGINT');
      }
    };
    const onAbort = () => leave(() => reject(signal.reason as Error));
    emitKeypressEvents(stdin);
    if (stdin.isTTY) stdin.setRawMode(true);
    signal.addEventListener('abort', onAbort, { once: true });
    stdin.on('keypress', onKey).resume();
  });
}
