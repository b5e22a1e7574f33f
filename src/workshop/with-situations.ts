import { foundOr } from './explain-failure.js';
import type { Step, StepContext, Text } from './types.js';

/** What the world says just now; undefined: it has nothing to add. */
export type Situation = (context: StepContext) => Promise<Text | undefined>;

/** The steps of a chapter, each with its first rung of the hints. Throws at an id that is none of theirs. */
export function withSituations(steps: readonly Step[], situations: Readonly<Record<string, Situation>>): readonly Step[] {
  const unknown = Object.keys(situations).find((id) => !steps.some((step) => step.id === id));
  if (unknown !== undefined) throw new Error(`There is no step ${unknown} to tell the situation of`);
  return steps.map((step) => {
    const tell = situations[step.id];
    return tell === undefined ? step : { ...step, situation: quietly(tell) };
  });
}

/** A look that the outside refuses adds nothing: the verdict says so already. */
function quietly(tell: Situation): Situation {
  return async (context) => {
    const told = await foundOr(tell(context), undefined);
    context.signal.throwIfAborted();
    return told;
  };
}
