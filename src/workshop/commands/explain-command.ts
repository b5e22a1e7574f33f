import type { Text } from '../types.js';
import type { CommandEntry, CommandGlossary, OptionEntry } from './command-glossary.js';
import { splitCommand } from './split-command.js';

/** A part of a command line as it was typed, and what it means; undefined: the glossary does not know it. */
export interface CommandPart {
  readonly text: string;
  readonly means: Text | undefined;
}

/** Engines that understand what is typed for docker. */
const relatives = /^(podman|finch|nerdctl)$/;

/** Takes a command line apart: program and subcommand, each option with its words, each operand, each joiner; then what stands in $( ). */
export function explainCommand(line: string, glossary: CommandGlossary): readonly CommandPart[] {
  return explainParts(line, glossary).flatMap((part) => [part, ...explainInner(part.text, glossary)]);
}

/** A command whose output is a word of another, or a part of one. */
function explainInner(text: string, glossary: CommandGlossary): readonly CommandPart[] {
  const inner = text.startsWith("'") ? undefined : /\$\(([^()]*)\)/.exec(text)?.[1];
  return inner === undefined ? [] : [{ text: '$( )', means: glossary.joiners['$( )'] }, ...explainCommand(inner, glossary)];
}

function explainParts(line: string, glossary: CommandGlossary): readonly CommandPart[] {
  const parts: CommandPart[] = [];
  let segment: string[] = [];
  let intoFile: CommandPart | undefined;
  const close = () => {
    if (segment.length > 0 && intoFile !== undefined) parts.push({ text: [intoFile.text, ...segment].join(' '), means: intoFile.means });
    else parts.push(...explainSegment(segment, glossary));
    segment = [];
    intoFile = undefined;
  };
  for (const { raw, isJoiner } of splitCommand(line)) {
    if (!isJoiner) {
      segment.push(raw);
      continue;
    }
    close();
    const part = { text: raw, means: glossary.joiners[raw] };
    if (raw.startsWith('>')) intoFile = part;
    else parts.push(part);
  }
  close();
  return parts;
}

function explainSegment(words: readonly string[], glossary: CommandGlossary): CommandPart[] {
  const entry = findEntry(words, glossary);
  if (entry === undefined) return words.length === 0 ? [] : [{ text: words.join(' '), means: undefined }];
  const length = entry.command.split(' ').length;
  const parts: CommandPart[] = [{ text: words.slice(0, length).join(' '), means: entry }];
  const { operands = [] } = entry;
  const common = glossary.common[ofDocker(words[0] ?? '')] ?? {};
  let operand = 0;
  for (let at = length; at < words.length; ) {
    const word = words[at] ?? '';
    const option = word.length > 1 && word.startsWith('-') ? word.split('=')[0] : undefined;
    if (option === undefined) {
      const last = operand >= operands.length - 1;
      // The last operand stands for all that follow: one part.
      const text = last ? words.slice(at).join(' ') : word;
      parts.push({ text, means: operands[Math.min(operand, operands.length - 1)] });
      operand += 1;
      at += last ? words.length - at : 1;
      continue;
    }
    const known = entry.options?.[option] ?? common[option];
    const count = word.includes('=') ? 0 : countValues(known, words, at, words[0] === 'aws');
    parts.push({ text: words.slice(at, at + 1 + count).join(' '), means: known });
    at += 1 + count;
  }
  return parts;
}

function ofDocker(program: string): string {
  return relatives.test(program) ? 'docker' : program;
}

/** The entry that begins the segment with the most words. */
function findEntry(words: readonly string[], { commands }: CommandGlossary): CommandEntry | undefined {
  const [program = '', ...rest] = words;
  const line = `${[ofDocker(program), ...rest].join(' ')} `;
  return commands.filter(({ command }) => line.startsWith(`${command} `)).sort((one, other) => other.command.length - one.command.length)[0];
}

function countValues(option: OptionEntry | undefined, words: readonly string[], at: number, takesAll: boolean): number {
  if (option?.values !== undefined) return option.values;
  if (!takesAll) return 1;
  const next = words.findIndex((word, index) => index > at && /^--?[a-z]/i.test(word));
  return (next < 0 ? words.length : next) - at - 1;
}
