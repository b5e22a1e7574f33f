import { look, quietly } from '../workshop/look.js';
import type { CourseStep } from '../workshop/types.js';
import type { Session } from './compose.js';
import { requireStep } from './select-steps.js';

/** The step that is meant: the named one, or the first that is not done. After the last one, the last one. */
export async function openStep({ course, context }: Session, id: string | undefined): Promise<CourseStep> {
  if (id !== undefined) return requireStep(course, id);
  for (const step of course.steps) {
    const { verdict } = await look(step.step, quietly(context));
    if (verdict !== 'done') return step;
  }
  const last = course.steps.at(-1);
  if (last === undefined) throw new Error('the course has no steps');
  return last;
}
