import type { Prompts } from '../../../src/cli/io/prompts.js';
import type { Terminal } from '../../../src/cli/io/terminal.js';
import type { Language } from '../../../src/workshop/types.js';

/** What the learner does, in order: an entry's value, `$ …` for a command line, a function for what happens meanwhile. */
export type Act = string | (() => void);

export interface ScriptedTerminal extends Terminal {
  /** What was said, without colours, one string. */
  said(): string;
  /** Acts that nobody asked for. */
  left(): readonly Act[];
}

/** A terminal whose learner follows a script; a question that the script has no answer for ends the test. */
export function createScriptedTerminal(script: readonly Act[], { language = 'en', plain = false, height = 24 }: { language?: Language; plain?: boolean; height?: number } = {}): ScriptedTerminal {
  const acts = [...script];
  const lines: string[] = [];
  const next = (question: string): string => {
    const act = acts.shift();
    if (act === undefined) throw new Error(`the script has no answer for "${question}"; said so far:\n${lines.join('\n')}`);
    if (typeof act === 'string') return act;
    act();
    return next(question);
  };
  const take = (question: string, values: readonly string[]): never => {
    const act = next(question);
    if (!values.includes(act)) throw new Error(`"${act}" is not offered at "${question}": ${values.join(', ')}`);
    return act as never;
  };
  const prompts: Prompts = {
    choose: async (message, choices) => {
      lines.push(message, ...choices.map(({ name }) => name));
      return take(message, choices.map(({ value }) => value));
    },
    chooseOrType: async (message, choices) => {
      lines.push(message, ...choices.map(({ name }) => name));
      const act = next(message);
      if (act.startsWith('$ ')) return { typed: act.slice(2) };
      if (!choices.some(({ value }) => value === act)) throw new Error(`"${act}" is not offered at "${message}"`);
      return { chosen: act as never };
    },
    confirm: async (message) => {
      lines.push(message);
      return take(message, ['yes', 'no']) === 'yes';
    },
    pause: async (message) => void lines.push(message),
    // Enter is pressed when the script says so, else never.
    entered: (signal) =>
      new Promise((resolve, reject) => {
        const [act] = acts;
        if (act === 'enter') {
          acts.shift();
          return resolve();
        }
        if (typeof act === 'function') {
          acts.shift();
          act();
        }
        signal.addEventListener('abort', () => reject(new Error('left')), { once: true });
      }),
  };
  return {
    ...prompts,
    language,
    interactive: true,
    plain,
    readAloud: plain,
    width: 80,
    height,
    t: (text) => text[language],
    say: (line = '') => void lines.push(typeof line === 'string' ? line : line[language]),
    page: () => {
      if (!plain) lines.push('\f');
    },
    live: ({ lines: block, changes = [] }) => void lines.push(...(plain ? changes : block)),
    status: (text) => void lines.push(text),
    show: (line) => void lines.push(line),
    copy: () => false,
    out: (line) => void lines.push(line),
     
    said: () => lines.join('\n').replace(/\u001b\[[0-9;]*m/g, ''),
    left: () => acts,
  };
}
