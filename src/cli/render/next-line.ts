import chalk from 'chalk';
import type { Language } from '../../workshop/types.js';

/** "next: boyacky-lab hint": what to type now. */
export function nextLine(what: string, language: Language): string {
  return `${chalk.bold({ ja: '次に:', en: 'next:' }[language])} ${what}`;
}
