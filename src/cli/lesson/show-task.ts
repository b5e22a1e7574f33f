import chalk from 'chalk';
import { commandsFor } from '../../workshop/look.js';
import type { CourseStep, Verdict } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { commandLines, explainedCommandLines } from '../render/command-lines.js';
import { costAhead } from '../render/cost-lines.js';
import { leadOf } from '../render/lesson-text.js';
import { verdictLines } from '../render/verdict-lines.js';
import { wrapText } from '../render/wrap-text.js';
import type { Visit } from './visit.js';

/** The menu below a task, with the empty line above it. */
const menuRows = 8;

/**
 * What the step is about, what it wants, what the world says now, and what to type, part by part. Title and reason are not
 * scrolled away unread: where all of it has no room, what the parts of the commands mean is left to "explain more", and
 * where even that is too long it is read in two pieces. `above`: rows of the screen that are taken; returns how many are now.
 */
export async function showTask({ session, courseStep, terminal }: Visit, first: Verdict, above: number): Promise<number> {
  const task = taskLines(courseStep, first, session, terminal);
  const commands = courseStep.step.question === undefined ? await commandsFor(courseStep.step, session.context) : [];
  const gap = commands.length > 0 ? [''] : [];
  const explained = [...gap, ...explainedCommandLines(commands, session.course, terminal)];
  const bare = [...gap, ...commands.flatMap((command) => commandLines(command, terminal))];
  const short = [...bare, chalk.dim(terminal.t({ ja: '  （それぞれの意味は「もっと詳しく」で）', en: '  (what each part means: choose "explain more")' }))];
  const has = (lines: readonly string[]) => terminal.plain || above + task.length + lines.length + menuRows <= terminal.height;
  const isLong = commands.length > 0 && !has(explained) && !has(short);
  const shown = has(explained) || isLong ? explained : short;
  for (const line of task) terminal.say(line);
  if (isLong) await terminal.pause(terminal.t({ ja: '続きます', en: 'There is more' }), session.context.signal);
  for (const line of shown) terminal.say(line);
  return above + task.length + shown.length;
}

function taskLines(courseStep: CourseStep, first: Verdict, { context }: Session, terminal: Terminal): string[] {
  const { lines, more } = leadOf(courseStep.text[terminal.language].prose, terminal);
  const lead = [...lines, ...(more ? [chalk.dim(terminal.t({ ja: '（続きは「もっと詳しく」で）', en: '(more: choose "explain more")' }))] : [])];
  // What is done already is said with its evidence, after the task.
  if (courseStep.step.question !== undefined || first.verdict === 'done') return lead;
  const wrap = (line: string) => wrapText(line, { width: terminal.width, hanging: '  ' });
  const wanted = first.verdict === 'not-yet' ? verdictLines(first, terminal).slice(0, 2) : verdictLines(first, terminal);
  const cost = costAhead(courseStep.step, context.target);
  return [...lead, ...(wanted.length > 0 ? [''] : []), ...wanted.flatMap(wrap), ...(cost === undefined ? [] : wrap(terminal.t(cost)).map((row) => chalk.dim(row)))];
}
