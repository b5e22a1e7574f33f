import type { StepContext, Verdict } from '../../src/workshop/types.js';
import type { Lab } from './lab.js';

/** Something wrong that a learner does at a step, by the means that a learner has. */
export interface Attempt {
  /** The step whose check has to refuse it. */
  readonly step: string;
  /** Tells the story, in kebab-case. */
  readonly name: string;
  readonly make: (lab: Lab) => Promise<void>;
  /** Puts the world back, so that the step can be solved. */
  readonly undo?: (lab: Lab) => Promise<void>;
  /** Needs a real engine. */
  readonly engine?: 'docker';
  /** What is honest to say; default: not-yet. */
  readonly verdict?: Verdict['verdict'];
  /** It takes a while to show: looked at until the verdict is the one above. */
  readonly settle?: boolean;
  /** Where the learner looks from, if it is not the right place: other keys, another region. */
  readonly from?: (lab: Lab) => StepContext;
}
