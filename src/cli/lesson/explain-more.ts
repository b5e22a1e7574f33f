import chalk from 'chalk';
import { commandsFor } from '../../workshop/look.js';
import { explainedCommandLines } from '../render/command-lines.js';
import { lessonSections } from '../render/lesson-text.js';
import { pageOut } from './page-out.js';
import type { Visit } from './visit.js';

/** The whole prose of the step and what its commands mean, a screenful at a time. */
export async function explainMore({ session, courseStep, terminal }: Visit): Promise<void> {
  const commands = courseStep.step.question === undefined ? await commandsFor(courseStep.step, session.context) : [];
  const explained = commands.length === 0 ? [] : [[...explainedCommandLines(commands, session.course, terminal), '']];
  terminal.say();
  await pageOut([...lessonSections(courseStep.text[terminal.language].prose, terminal), ...explained], terminal, session.context.signal);
  terminal.say(chalk.dim(terminal.t({ ja: '用語: boyacky-lab glossary', en: 'words: boyacky-lab glossary' })));
}
