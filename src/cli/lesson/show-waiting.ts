import type { Verdict } from '../../workshop/types.js';
import { waitingLines } from '../render/waiting-lines.js';
import type { Visit } from './visit.js';

/** The one block that is redrawn while something takes its time. */
export async function showWaiting({ terminal }: Visit, verdict: Verdict, elapsedMs: number): Promise<void> {
  terminal.live(waitingLines(verdict, elapsedMs, terminal));
  await Promise.resolve();
}
