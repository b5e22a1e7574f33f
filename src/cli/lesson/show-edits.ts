import { diffLines } from '../render/diff-lines.js';
import { pageOut } from './page-out.js';
import type { Visit } from './visit.js';

/** Shows, as a diff, what the program would write into the learner's files; false: nothing. */
export async function showEdits({ session, courseStep, terminal }: Visit): Promise<boolean> {
  const edits = (await courseStep.step.edits?.(session.context)) ?? [];
  await pageOut(edits.map((edit) => ['', ...diffLines(edit, terminal.width)]), terminal, session.context.signal);
  return edits.length > 0;
}
