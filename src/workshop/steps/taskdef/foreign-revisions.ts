import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { StepContext } from '../../types.js';

const fact = factOf('taskdef.register', 'foreign-revisions');

/** Before the first revision is registered: those that the account has already, whose numbers are lower than any of ours. */
export async function noteForeignRevisions({ aws, ledger, progress }: StepContext): Promise<void> {
  if (ledger.has({ kind: 'task-definition', id: names.taskFamily })) return;
  const [active, inactive] = await Promise.all([aws.taskDefinitions.list(names.taskFamily, 'ACTIVE'), aws.taskDefinitions.list(names.taskFamily, 'INACTIVE')]);
  const highest = Math.max(0, ...[...active, ...inactive].map(revisionOf));
  if (highest > 0) progress.remember(fact, String(highest));
}

/** Was this revision there before the workshop came? ECS never uses a number twice. */
export function isForeignRevision({ progress }: StepContext, arn: string): boolean {
  return revisionOf(arn) <= Number(progress.fact(fact) ?? 0);
}

function revisionOf(arn: string): number {
  return Number(arn.split(':').at(-1));
}
