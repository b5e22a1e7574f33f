import type { LedgerResource, ResourceKind } from '../ledger.js';
import { names, tagsFor } from '../names.js';
import type { StepContext, Text } from '../types.js';
import { whyNot } from '../explain-failure.js';

export const imageLabel = 'boyacky-lab.workshop=boyacky';

export interface Claims {
  readonly resources: readonly LedgerResource[];
  /** Where nobody could look: what only is known there is not among the resources. */
  readonly unsearched: readonly Unsearched[];
}

export interface Unsearched {
  readonly kind: 'by-tag' | 'by-label';
  /** What would have been looked for, e.g. "boyacky-lab:owner=taro". */
  readonly id: string;
  readonly reason: Text;
}

/**
 * Everything that is ours: what the ledger knows, what bears our tags in the account, what bears our labels in the
 * engine. Nothing else is ever touched, whatever its name. Where one of them cannot be asked the others still count.
 */
export async function findClaims(context: StepContext): Promise<Claims> {
  const resources = new Map<string, LedgerResource>();
  const unsearched: Unsearched[] = [];
  const add = (kind: ResourceKind, id: string) => resources.set(`${kind} ${id}`, { kind, id });
  for (const { kind, id } of context.ledger.open()) add(kind, id);
  const tags = tagsFor(context.owner);
  const byTag = await whyNot(addTagged(context, tags, add));
  // Where that cannot be asked it is listed under both names, and goes once.
  await whyNot(listListenersOnce(context, resources));
  if (byTag !== undefined) unsearched.push({ kind: 'by-tag', id: Object.entries(tags).map((tag) => tag.join('=')).join(', '), reason: byTag });
  if (context.app.running() !== undefined) add('local-app', 'boyacky');
  const byLabel = await whyNot(addLocal(context, add));
  if (byLabel !== undefined) unsearched.push({ kind: 'by-label', id: imageLabel, reason: byLabel });
  return { resources: [...resources.values()], unsearched };
}

async function addTagged({ aws }: StepContext, tags: Record<string, string>, add: (kind: ResourceKind, id: string) => void): Promise<void> {
  for (const { arn } of await aws.taggedResources.find(tags)) {
    const claim = claimOf(arn);
    if (claim !== undefined) add(claim.kind, claim.id);
  }
}

/** The ledger calls a listener "load-balancer:port", since it has no name; the tagging API knows the same one by its ARN. */
async function listListenersOnce({ aws }: StepContext, resources: Map<string, LedgerResource>): Promise<void> {
  const listeners = [...resources.values()].filter(({ kind }) => kind === 'listener');
  if (listeners.length < 2) return;
  const balancer = await aws.loadBalancers.find(names.loadBalancer);
  if (balancer === undefined) return;
  for (const { arn, port } of await aws.loadBalancers.listeners(balancer.arn)) {
    if (resources.has(`listener ${names.loadBalancer}:${port}`)) resources.delete(`listener ${arn}`);
  }
}

async function addLocal({ engine, owner }: StepContext, add: (kind: ResourceKind, id: string) => void): Promise<void> {
  if (!(await engine.status()).available) return;
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
