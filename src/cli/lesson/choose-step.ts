import { look, quietly } from '../../workshop/look.js';
import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { verdictMarks } from '../render/verdict-lines.js';
import type { Move } from './move.js';
import { solveUpTo } from './solve-up-to.js';

/** The list of the course, with marks, to go to any step. undefined: the learner stays. */
export async function chooseStep(session: Session, terminal: Terminal, here: string): Promise<Move | undefined> {
  const { course, context } = session;
  const stay = { value: '', name: terminal.t({ ja: '戻る', en: 'stay here' }) };
  const chapterId = await terminal.choose(
    terminal.t({ ja: 'どの章へ?', en: 'Which chapter?' }),
    [...course.chapters.map(({ id, title }) => ({ value: id, name: terminal.t(title) })), stay],
    context.signal,
  );
  const chapter = course.chapters.find(({ id }) => id === chapterId);
  if (chapter === undefined) return undefined;
  const rows = await Promise.all(chapter.steps.map(async (step) => ({ value: step.id, name: `${await markOf(session, step)} ${step.text[terminal.language].title} (${step.id})${step.id === here ? ' *' : ''}` })));
  const id = await terminal.choose(terminal.t({ ja: 'どのステップへ?', en: 'Which step?' }), [...rows, stay], context.signal);
  if (id === '' || id === here) return undefined;
  return (await solveUpTo(session, terminal, id)) ? { to: 'step', id } : undefined;
}

async function markOf({ context }: Session, { step }: CourseStep): Promise<string> {
  const { verdict } = await look(step, quietly(context));
  return verdict === 'not-yet' ? '·' : verdictMarks[verdict].mark;
}
