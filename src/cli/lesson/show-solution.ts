import { commandsFor } from '../../workshop/look.js';
import { commandLines } from '../render/command-lines.js';
import { renderMarkdown } from '../render/markdown.js';
import { showEdits } from './show-edits.js';
import type { Visit } from './visit.js';

/** What brings the step about: the last hint, then the commands with today's values. It is shown, not done. */
export async function showSolution(visit: Visit): Promise<void> {
  const { session, courseStep, terminal } = visit;
  const { question } = courseStep.step;
  if (question !== undefined) {
    const right = question.choices[question.answer];
    if (right !== undefined) terminal.say(`  → ${terminal.t(right)}`);
    for (const line of renderMarkdown(terminal.t(question.explanation), { width: terminal.width - 2 })) terminal.say(`  ${line}`);
    return;
  }
  // What is already in the learner's files needs no diff; what cannot be merged is told by the hint.
  await showEdits(visit).catch(() => false);
  const last = courseStep.text[terminal.language].hints.at(-1) ?? '';
  for (const line of renderMarkdown(last, { width: terminal.width - 2 })) terminal.say(`  ${line}`);
  for (const command of await commandsFor(courseStep.step, session.context)) {
    for (const line of commandLines(command, terminal)) terminal.say(line);
  }
}
