import { ExitCode, UserError } from '../shared/user-error.js';
import { nearNames } from './near-names.js';
import type { Course, CourseStep } from '../workshop/types.js';

/** Steps by name: a chapter's number or name, or a step's id. Exits 2 with near names when there is none. */
export function selectSteps(course: Course, names: readonly string[]): readonly CourseStep[] {
  if (names.length === 0) return course.steps;
  const chosen = new Set(names.flatMap((name) => stepsNamed(course, name)));
  return course.steps.filter((step) => chosen.has(step));
}

export function requireStep(course: Course, id: string): CourseStep {
  const step = course.steps.find((each) => each.id === id);
  if (step !== undefined) return step;
  throw unknownName(course, id);
}

function stepsNamed(course: Course, name: string): readonly CourseStep[] {
  const chapter = course.chapters.find(({ id, number }) => id === name || String(number) === name);
  if (chapter !== undefined) return chapter.steps;
  return [requireStep(course, name)];
}

function unknownName(course: Course, name: string): UserError {
  const known = [...course.chapters.map(({ id }) => id), ...course.steps.map(({ id }) => id)];
  const near = nearNames(name, known);
  return new UserError('unknown-step', { ja: `${name} という章やステップはありません`, en: `There is no chapter or step ${name}` }, {
    why: near.length > 0 ? { ja: `近いもの: ${near.join(', ')}`, en: `Near it: ${near.join(', ')}` } : { ja: `章は 1 から ${course.chapters.length}、ステップの名前は「章.何か」です。`, en: `Chapters are 1 to ${course.chapters.length}; steps are named chapter.what.` },
    next: 'boyacky-lab list',
    exitCode: ExitCode.usage,
  });
}
