import chalk from 'chalk';
import type { Course } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { wrapSpans } from './wrap-text.js';

/** A command to type. */
export function commandLines(command: string, _course: Course, { width }: Terminal): string[] {
  return wrapSpans([{ text: command, paint: chalk.cyan, solid: true }], { width, indent: '  $ ', hanging: '      ' });
}
