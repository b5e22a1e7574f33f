import { look, quietly } from '../workshop/look.js';
import type { CourseStep } from '../workshop/types.js';
import type { Session } from './compose.js';
import { requireStep } from './select-steps.js';

/**
 * The step that is meant: the named one, or the open one. Open is the step that the learner is at, if it is not done;
 * else the next after it that is not done, else the first of the course that is not. With all of them done: the last.
 */
export async function openStep(session: Session, id: string | undefined): Promise<CourseStep> {
  if (id !== undefined) return requireStep(session.course, id);
  for (const step of fromHere(session)) if (!(await isDone(session, step))) return step;
  return lastStep(session);
}

/** How far the course has come: how many steps are done, wherever they are, and the open one. Looks at each step once. */
export async function standing(session: Session): Promise<{ readonly done: number; readonly open: CourseStep }> {
  const notDone: CourseStep[] = [];
  for (const step of fromHere(session)) if (!(await isDone(session, step))) notDone.push(step);
  return { done: session.course.steps.length - notDone.length, open: notDone[0] ?? lastStep(session) };
}

/** All steps, the one that the learner is at first, then those after it, then those before it. */
function fromHere({ course, progress }: Session): readonly CourseStep[] {
  const here = Math.max(0, course.steps.findIndex(({ id }) => id === progress.state.currentStep));
  return [...course.steps.slice(here), ...course.steps.slice(0, here)];
}

async function isDone({ context }: Session, { step }: CourseStep): Promise<boolean> {
  return (await look(step, quietly(context))).verdict === 'done';
}

function lastStep({ course }: Session): CourseStep {
  const last = course.steps.at(-1);
  if (last === undefined) throw new Error('the course has no steps');
  return last;
}
