import chalk from 'chalk';
import { commandsFor } from '../../workshop/look.js';
import type { Verdict } from '../../workshop/types.js';
import { explainedCommandLines } from '../render/command-lines.js';
import { costAhead } from '../render/cost-lines.js';
import { leadOf } from '../render/lesson-text.js';
import { verdictLines } from '../render/verdict-lines.js';
import { wrapText } from '../render/wrap-text.js';
import type { Visit } from './visit.js';

/** What the step is about, what it wants, what the world says now, and what to type, part by part. */
export async function showTask({ session, courseStep, terminal }: Visit, first: Verdict): Promise<void> {
  const { lines, more } = leadOf(courseStep.text[terminal.language].prose, terminal);
  for (const line of lines) terminal.say(line);
  if (more) terminal.say(chalk.dim(terminal.t({ ja: '（続きは「もっと詳しく」で）', en: '(more: choose "explain more")' })));
  if (courseStep.step.question !== undefined) return;
  // What is done already is said with its evidence, after the task.
  const wanted = first.verdict === 'done' ? [] : first.verdict === 'not-yet' ? verdictLines(first, terminal).slice(0, 2) : verdictLines(first, terminal);
  if (wanted.length > 0) terminal.say();
  for (const line of wanted) for (const row of wrapText(line, { width: terminal.width, hanging: '  ' })) terminal.say(row);
  const cost = first.verdict === 'done' ? undefined : costAhead(courseStep.step, session.context.target);
  if (cost !== undefined) for (const row of wrapText(terminal.t(cost), { width: terminal.width, hanging: '  ' })) terminal.say(chalk.dim(row));
  const commands = await commandsFor(courseStep.step, session.context);
  if (commands.length > 0) terminal.say();
  for (const row of explainedCommandLines(commands, session.course, terminal)) terminal.say(row);
}
