import { changedRows, type LiveView } from '../../workshop/live/live-view.js';
import type { Verdict } from '../../workshop/types.js';
import { liveLines } from '../render/live-lines.js';
import { waitingLines } from '../render/waiting-lines.js';
import type { Visit } from './visit.js';

const seen = new WeakMap<Visit, LiveView>();

/** The one block that is redrawn while something takes its time; on a plain terminal, what is new in it. */
export async function showWaiting(visit: Visit, verdict: Verdict, elapsedMs: number): Promise<void> {
  const { session, courseStep, terminal } = visit;
  const view = await courseStep.step.live?.(session.context).catch(() => undefined);
  const before = seen.get(visit);
  if (view !== undefined) seen.set(visit, view);
  const lines = [...(view === undefined ? [] : liveLines(view, terminal)), ...waitingLines(verdict, elapsedMs, terminal)];
  const changes = view === undefined ? [] : changedRows(before, view).map(({ text }) => `  ${terminal.t(text)}`);
  terminal.live({ lines, changes });
}
