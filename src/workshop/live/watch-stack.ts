import { names } from '../names.js';
import { countResources } from '../steps/foundation/count-resources.js';
import type { StepContext } from '../types.js';
import { plain } from '../verdict.js';
import type { LiveView } from './live-view.js';

const newest = 6;

/** How many resources stand, and what CloudFormation said last, oldest first. */
export async function watchStack(context: StepContext): Promise<LiveView> {
  const [{ standing, planned }, events] = await Promise.all([countResources(context), context.aws.stacks.events(names.stack)]);
  const last = events.slice(0, newest).reverse();
  return {
    progress: { done: standing, total: planned },
    rows: last.map(({ id, logicalId, status, reason }) => ({ key: id, text: plain([logicalId, status, status.endsWith('_FAILED') ? reason : undefined].filter((part) => part !== undefined).join('  ')) })),
  };
}
