import type { Text } from '../types.js';

/** ok · worth knowing · stands in the way · could not be asked */
export type FindingResult = 'ok' | 'warn' | 'fail' | 'cannot-tell';

/** What the doctor says of one thing that the course needs. */
export interface Finding {
  /** Short and stable, e.g. "engine.daemon". */
  readonly id: string;
  readonly result: FindingResult;
  readonly observed: Text;
  /** Ends in something to type; where there is nothing to mend, there is none. */
  readonly fix?: Text;
}
