import { foundOr } from './explain-failure.js';
import type { Obstacle } from './obstacle.js';
import type { Step, StepContext } from './types.js';

/** What stands in the way of a step; `failure`: what its `solve` threw, if it was tried. */
export type FindObstacles = (context: StepContext, failure?: unknown) => Promise<readonly Obstacle[]>;

/** The steps of a chapter, each with what may stand in its way. Throws at an id that is none of theirs. */
export function withObstacles(steps: readonly Step[], finders: Readonly<Record<string, FindObstacles>>): readonly Step[] {
  const unknown = Object.keys(finders).find((id) => !steps.some((step) => step.id === id));
  if (unknown !== undefined) throw new Error(`There is no step ${unknown} to find the obstacles of`);
  return steps.map((step) => {
    const find = finders[step.id];
    return find === undefined ? step : { ...step, obstacles: quietly(find) };
  });
}

/** Where the outside does not let us look nothing is known to stand in the way. */
function quietly(find: FindObstacles): FindObstacles {
  return async (context, failure) => {
    const found = await foundOr(find(context, failure), []);
    context.signal.throwIfAborted();
    return found;
  };
}

/** For a step that stands on another: what is in its way as long as that one is not done. */
export function obstaclesOf(...finders: readonly FindObstacles[]): FindObstacles {
  return async (context, failure) => {
    const found: Obstacle[] = [];
    for (const find of finders) found.push(...(await find(context, failure)));
    return found;
  };
}
