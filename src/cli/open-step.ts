import { look, quietly } from '../workshop/look.js';
import type { CourseStep } from '../workshop/types.js';
import type { Session } from './compose.js';
import { requireStep } from './select-steps.js';

/** The step that is meant: the named one, or the first that is not done. After the last one, the last one. */
export async function openStep(session: Session, id: string | undefined): Promise<CourseStep> {
  if (id !== undefined) return requireStep(session.course, id);
  for (const step of session.course.steps) if (!(await isDone(session, step))) return step;
  return lastStep(session);
}

/** How far the course has come: how many steps are done, wherever they are, and the first one that is not. Looks at each step once. */
export async function standing(session: Session): Promise<{ readonly done: number; readonly open: CourseStep }> {
  const notDone: CourseStep[] = [];
  for (const step of session.course.steps) if (!(await isDone(session, step))) notDone.push(step);
  return { done: session.course.steps.length - notDone.length, open: notDone[0] ?? lastStep(session) };
}

async function isDone({ context }: Session, { step }: CourseStep): Promise<boolean> {
  return (await look(step, quietly(context))).verdict === 'done';
}

function lastStep({ course }: Session): CourseStep {
  const last = course.steps.at(-1);
  if (last === undefined) throw new Error('the course has no steps');
  return last;
}
