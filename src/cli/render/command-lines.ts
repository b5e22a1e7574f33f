import chalk from 'chalk';
import stringWidth from 'string-width';
import { explainCommand, type CommandPart } from '../../workshop/commands/explain-command.js';
import type { Course } from '../../workshop/types.js';
import { asTyped } from '../as-typed.js';
import type { Terminal } from '../io/terminal.js';
import { padToWidth, wrapSpans, wrapText } from './wrap-text.js';

/** A command to type, whole. */
export function commandLines(command: string, { width }: Pick<Terminal, 'width'>, { indent = '  $ ', hanging = '      ' } = {}): string[] {
  return wrapSpans([{ text: asTyped(command), paint: chalk.cyan, command: true }], { width, indent, hanging });
}

/** Commands to type, each with what its parts mean; what was explained once is not explained again. */
export function explainedCommandLines(commands: readonly string[], course: Course, terminal: Terminal): string[] {
  const told = new Set<string>();
  return commands.map(asTyped).flatMap((command) => {
    const parts = explainCommand(command, course.commands).filter(({ text, means }) => {
      if (means === undefined || told.has(text)) return false;
      told.add(text);
      return true;
    });
    return [...commandLines(command, terminal), ...partLines(parts, terminal)];
  });
}

/** "-p 8080:8080   the port to publish …", in two columns; one below the other where there is no room for two. */
function partLines(parts: readonly CommandPart[], { width, language }: Terminal): string[] {
  const left = Math.min(Math.floor(width * 0.42), Math.max(0, ...parts.map(({ text }) => stringWidth(shorten(text, width)))));
  const indent = ' '.repeat(6);
  return parts.flatMap(({ text, means }) => {
    const what = means?.[language] ?? '';
    const name = shorten(text, left);
    const isTight = width - left < 36;
    if (isTight) return wrapText(`${name}: ${what}`, { width, indent: indent.slice(2), hanging: indent });
    return wrapText(what, { width, indent: `${indent}${padToWidth(name, left)}  `, hanging: ' '.repeat(indent.length + left + 2) }).map((line) => chalk.dim(line));
  });
}

/** Its beginning says which part it is; the whole of it stands above. */
function shorten(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  let short = '';
  for (const character of text) {
    if (stringWidth(short + character) > room - 1) break;
    short += character;
  }
  return `${short}…`;
}
