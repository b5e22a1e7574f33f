import chalk from 'chalk';
import { lessonSections } from '../render/lesson-text.js';
import { pageOut } from './page-out.js';
import type { Visit } from './visit.js';

/** The whole prose of the step, a screenful at a time. */
export async function explainMore({ session, courseStep, terminal }: Visit): Promise<void> {
  terminal.say();
  await pageOut(lessonSections(courseStep.text[terminal.language].prose, terminal), terminal, session.context.signal);
  terminal.say(chalk.dim(terminal.t({ ja: '用語: boyacky-lab glossary', en: 'words: boyacky-lab glossary' })));
}
