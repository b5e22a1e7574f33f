import type { LedgerResource } from '../../workshop/ledger.js';
import { hintLadder } from '../../workshop/hint-ladder.js';
import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';

/** The learner at one step: what the functions of a lesson screen work with. */
export interface Visit {
  readonly session: Session;
  readonly courseStep: CourseStep;
  readonly terminal: Terminal;
  /** What was there before the step was opened, and is not the learner's doing. */
  readonly foreign: readonly LedgerResource[];
  /** Says the next rung of the hints; the last one again when there is none above it. */
  hint(): Promise<void>;
}

export function openVisit(session: Session, courseStep: CourseStep, terminal: Terminal, foreign: readonly LedgerResource[], sayRung: SayRung): Visit {
  let next = 0;
  return {
    session,
    courseStep,
    terminal,
    foreign,
    hint: async () => {
      const rungs = await hintLadder(courseStep, session.context, terminal.language);
      const index = Math.min(next++, rungs.length - 1);
      const rung = rungs[index];
      if (rung !== undefined) sayRung(rung, index, rungs.length);
    },
  };
}

type SayRung = (rung: Awaited<ReturnType<typeof hintLadder>>[number], index: number, count: number) => void;
