import chalk from 'chalk';
import type { FileEdit } from '../../workshop/edits/file-edit.js';
import { diffHunks, type DiffLine } from '../../workshop/edits/diff-hunks.js';
import { wrapSpans } from './wrap-text.js';

const signs = { same: ' ', added: '+', removed: '-' } as const;
const paints = { same: chalk.dim, added: chalk.green, removed: chalk.red } as const;

/** An edit as a diff: line numbers, a sign before each line, and a colour that says no more than the sign. */
export function diffLines(edit: FileEdit, width: number): string[] {
  return [chalk.bold(edit.label), ...diffHunks(edit).flatMap((hunk, index) => [...(index === 0 ? [] : [chalk.dim('   ...')]), ...hunk.flatMap((line) => rowsOf(line, width))])];
}

function rowsOf({ kind, text, number }: DiffLine, width: number): string[] {
  const indent = `${String(number).padStart(4)} ${signs[kind]} `;
  return wrapSpans([{ text: text === '' ? ' ' : text, paint: paints[kind], solid: true }], { width, indent, hanging: ' '.repeat(indent.length) });
}
