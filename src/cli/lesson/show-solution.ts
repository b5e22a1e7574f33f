import { commandLines } from '../render/command-lines.js';
import { renderMarkdown } from '../render/markdown.js';
import type { Visit } from './visit.js';

/** What brings the step about: the last hint, then the commands with today's values. It is shown, not done. */
export async function showSolution({ session, courseStep, terminal }: Visit): Promise<void> {
  const { question } = courseStep.step;
  if (question !== undefined) {
    const right = question.choices[question.answer];
    if (right !== undefined) terminal.say(`  → ${terminal.t(right)}`);
    for (const line of renderMarkdown(terminal.t(question.explanation), { width: terminal.width - 2 })) terminal.say(`  ${line}`);
    return;
  }
  const last = courseStep.text[terminal.language].hints.at(-1) ?? '';
  for (const line of renderMarkdown(last, { width: terminal.width - 2 })) terminal.say(`  ${line}`);
  for (const command of (await courseStep.step.commands?.(session.context).catch(() => [])) ?? []) {
    for (const line of commandLines(command, terminal)) terminal.say(line);
  }
}
