import chalk from 'chalk';
import type { Language } from '../../workshop/types.js';
import { asTyped } from '../as-typed.js';

/** "next: boyacky-lab hint": what to type now. */
export function nextLine(what: string, language: Language): string {
  return `${chalk.bold({ ja: '次に:', en: 'next:' }[language])} ${asTyped(what)}`;
}
