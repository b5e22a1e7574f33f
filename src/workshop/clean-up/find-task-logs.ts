import { isForeignRevision } from '../steps/taskdef/foreign-revisions.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';

/**
 * Log groups that a task of ours had made (`awslogs-create-group`). They bear no tags; a revision of ours names them,
 * and they are younger than it. One that was there before, or that a stack made, is not among them.
 */
export async function findTaskLogs(claims: readonly LedgerResource[], context: StepContext): Promise<readonly string[]> {
  const { aws } = context;
  const found = new Set<string>();
  for (const { kind, id: family } of claims) {
    if (kind !== 'task-definition') continue;
    const lists = await Promise.all((['ACTIVE', 'INACTIVE'] as const).map((status) => aws.taskDefinitions.list(family, status)));
    for (const arn of lists.flat().filter((each) => !isForeignRevision(context, each))) {
      const definition = await aws.taskDefinitions.find(arn);
      for (const { logOptions } of definition?.containers ?? []) {
        const name = logOptions['awslogs-group'];
        if (name === undefined || logOptions['awslogs-create-group'] !== 'true' || found.has(name)) continue;
        const group = await aws.logGroups.find(name);
        if (group === undefined || group.createdAt < (definition?.registeredAt ?? Infinity)) continue;
        if ((await aws.stacks.ofPart(name)) === undefined) found.add(name);
      }
    }
  }
  return [...found];
}
