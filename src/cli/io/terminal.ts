import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import type { Language, Text } from '../../workshop/types.js';
import { asTyped } from '../as-typed.js';
import { inertBlock } from '../render/inert-text.js';
import { wrapText } from '../render/wrap-text.js';
import { createLiveBlock, type LiveBlock } from './live-block.js';
import { createLineReader } from './line-reader.js';
import { createFullPrompts } from './full-prompts.js';
import { createPlainPrompts } from './plain-prompts.js';
import type { Prompts } from './prompts.js';
import { decideMode, setColours, type TerminalMode } from './terminal-mode.js';

/** Where the program talks (stderr), where its data goes (stdout), and whom it asks. */
export interface Terminal extends TerminalMode, Prompts {
  readonly language: Language;
  /** Columns that a line may fill. */
  readonly width: number;
  /** Lines that are seen at once. */
  readonly height: number;
  say(line?: Text | string): void;
  /** Begins at the top of an empty screen; what was read goes up, to where it can be scrolled back to. Plain: nothing. */
  page(): void;
  /** Shows one block that is redrawn in place until something else is said. Plain: only `changes` are said, each once. */
  live(block: { readonly lines: readonly string[]; readonly changes?: readonly string[] }): void;
  /** A block of one line. */
  status(text: string): void;
  /** Data, as it is: JSON, files, environment lines, commands for copying. */
  out(line: string): void;
  /** What was asked for, for a person to read: wrapped where a terminal shows it. */
  show(line: string): void;
  /** Puts text into the clipboard by OSC 52; false: not on this terminal. Whether it allows that it does not say. */
  copy(text: string): boolean;
  /** The words of the given text in the terminal's language. */
  t(text: Text): string;
}

export interface TerminalOptions {
  readonly language: Language;
  /** false: nobody is asked, whoever is there. */
  readonly ask?: boolean;
  /** --plain */
  readonly plain?: boolean;
}

const usualWidth = 80;
const usualHeight = 24;
/** Longer lines are tiring to read. */
const widest = 100;

export function createTerminal({ language, ask = true, plain = false }: TerminalOptions): Terminal {
  const decided = decideMode({ plain }, process.env);
  const mode: TerminalMode = { ...decided, interactive: decided.interactive && ask };
  setColours(mode, process.env);
  const block: LiveBlock = createLiveBlock(process.stderr, { repaints: !mode.plain });
  // Our sentences quote what was seen in the world, and that may be anything.
  const t = (text: Text) => asTyped(inertBlock(text[language]));
  // A terminal that does not know its size says 0.
  const columns = () => Math.min(widest, process.stderr.columns || usualWidth);
  const say = (line: Text | string = '') => {
    block.clear();
    const text = typeof line === 'string' ? asTyped(line) : t(line);
    for (const row of text.split('\n').flatMap((each) => fitLine(each, columns()))) process.stderr.write(`${row}\n`);
  };
  const prompts = mode.plain ? createPlainPrompts(createLineReader(process.stdin), say, t) : createFullPrompts(process.stderr, block, t);
  return {
    ...mode,
    ...prompts,
    language,
    get width() {
      return columns();
    },
    get height() {
      return process.stderr.rows || usualHeight;
    },
    t,
    say,
    page: () => {
      if (mode.plain || !mode.interactive) return;
      block.clear();
      // Line ends push what is there into the scrollback, which an erased screen would be missing from.
      process.stderr.write(`${'\n'.repeat(process.stderr.rows || usualHeight)}\u001b[H\u001b[J`);
    },
    live: ({ lines, changes = [] }) => {
      if (!mode.plain) return block.draw(lines);
      if (mode.interactive) for (const change of changes) say(change);
    },
    status: (text) => block.draw(fitLine(text, columns())),
    show: (line) => {
      block.clear();
      const width = process.stdout.isTTY ? Math.min(widest, process.stdout.columns || usualWidth) : Infinity;
      for (const row of asTyped(line).split('\n').flatMap((each) => fitLine(each, width))) process.stdout.write(`${row}\n`);
    },
    copy: (text) => {
      if (mode.plain || !mode.interactive || process.env.TERM === 'linux') return false;
      process.stderr.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
      return true;
    },
    out: (line) => {
      block.clear();
      process.stdout.write(`${line}\n`);
    },
  };
}

/**
 * A line that was made elsewhere: as it is where it fits, else wrapped below its own beginning. One of a command that goes
 * on in the next is as it has to be: its last sign on a line by itself would end the command before it.
 */
function fitLine(line: string, width: number): string[] {
  if (stringWidth(line) <= width || / [\\`]$/.test(stripVTControlCharacters(line))) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  return wrapText(line.slice(indent.length), { width, indent, hanging: `${indent}  ` });
}

/** ja when the environment says so; else en. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return locale.startsWith('ja') ? 'ja' : 'en';
}
