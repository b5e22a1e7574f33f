import type { LedgerResource, ResourceKind } from '../ledger.js';
import { tagsFor } from '../names.js';
import type { StepContext } from '../types.js';

export const imageLabel = 'boyacky-lab.workshop=boyacky';

/**
 * Everything that is ours: what the ledger knows, what bears our tags in the account, what bears our labels in the
 * engine. Nothing else is ever touched, whatever its name.
 */
export async function findClaims(context: StepContext): Promise<readonly LedgerResource[]> {
  const claims = new Map<string, LedgerResource>();
  const add = (kind: ResourceKind, id: string) => claims.set(`${kind} ${id}`, { kind, id });
  for (const { kind, id } of context.ledger.open()) add(kind, id);
  for (const { arn } of await context.aws.taggedResources.find(tagsFor(context.owner))) {
    const claim = claimOf(arn);
    if (claim !== undefined) add(claim.kind, claim.id);
  }
  if (context.app.running() !== undefined) add('local-app', 'boyacky');
  if ((await context.engine.status()).available) await addLocal(context, add);
  return [...claims.values()];
}

async function addLocal({ engine, owner }: StepContext, add: (kind: ResourceKind, id: string) => void): Promise<void> {
  const ours = (labels: Readonly<Record<string, string>>) => labels['boyacky-lab.owner'] === owner;
  for (const container of await engine.listContainers({ label: imageLabel })) {
    // The sandbox's own task containers also bear the image's labels; it stops them itself.
    if (ours(container.labels) && container.labels['boyacky-lab.task'] === undefined) add('local-container', container.name);
  }
  for (const image of await engine.listImages({ label: imageLabel })) {
    if (!ours(image.config.labels)) continue;
    for (const reference of image.tags.length > 0 ? image.tags : [image.id]) add('local-image', reference);
  }
}

/** What the tagging API finds that is not in a stack. The stack's resources go with the stack. */
function claimOf(arn: string): LedgerResource | undefined {
  const patterns: readonly (readonly [ResourceKind, RegExp])[] = [
    ['stack', /^arn:[^:]+:cloudformation:[^:]+:\d+:stack\/([^/]+)\//],
    ['table', /^arn:[^:]+:dynamodb:[^:]+:\d+:table\/([^/]+)$/],
    ['repository', /^arn:[^:]+:ecr:[^:]+:\d+:repository\/(.+)$/],
    ['cluster', /^arn:[^:]+:ecs:[^:]+:\d+:cluster\/(.+)$/],
    ['service', /^arn:[^:]+:ecs:[^:]+:\d+:service\/([^/]+\/[^/]+)$/],
    ['task-definition', /^arn:[^:]+:ecs:[^:]+:\d+:task-definition\/([^:]+):\d+$/],
    ['listener', /^(arn:[^:]+:elasticloadbalancing:[^:]+:\d+:listener\/.+)$/],
    ['target-group', /^arn:[^:]+:elasticloadbalancing:[^:]+:\d+:targetgroup\/([^/]+)\//],
    ['role', /^arn:[^:]+:iam::\d+:role\/(?:.*\/)?([^/]+)$/],
  ];
  for (const [kind, pattern] of patterns) {
    const id = pattern.exec(arn)?.[1];
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}
