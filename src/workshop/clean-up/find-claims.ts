import type { LedgerResource, ResourceKind } from '../ledger.js';
import { names, tagsFor } from '../names.js';
import type { StepContext, Text } from '../types.js';
import { explainFailure, whyNot, whyOf } from '../explain-failure.js';
import { bearsOurMark } from './bears-our-mark.js';
import { findLocal } from './find-local.js';
import { findTagged } from './find-tagged.js';
import { findTaskLogs } from './find-task-logs.js';
import { strayOf, type Stray } from './stray.js';

/** On everything that the program itself makes in the engine. */
export const imageLabel = 'boyacky-lab.workshop=boyacky';

export interface Claims {
  /** What the clean-up deletes. */
  readonly resources: readonly LedgerResource[];
  /** On the ledger alone, without our tags on the thing: it may be of somebody whose folder this was. Deleted only when it is named. */
  readonly unmarked: readonly Unmarked[];
  /** Bears our tags, and the clean-up does not delete it. */
  readonly strays: readonly Stray[];
  /** Ids of images that have neither name nor label, and layers that only ours have. */
  readonly nameless: readonly string[];
  /** Where nobody could look: what only is known there is not among the resources. */
  readonly unsearched: readonly Unsearched[];
}

export interface Unmarked extends LedgerResource {
  /** Why it could not be seen whether it bears them; undefined: it was seen, and does not. */
  readonly unseen?: Text;
}

export interface Unsearched {
  readonly kind: 'by-tag' | 'by-label' | 'by-name';
  /** What would have been looked for, e.g. "boyacky-lab:owner=taro". */
  readonly id: string;
  readonly reason: Text;
}

/** Of something on the ledger that the learner said is to go, tags or none. */
export type IsNamed = (resource: LedgerResource) => boolean;

/**
 * Everything that is ours: what bears our tags in the account, what bears our labels in the engine, and what the ledger
 * knows, as far as the thing bears them, too. Nothing else is ever touched, whatever its name. Where one of them cannot
 * be asked the others still count.
 */
export async function findClaims(context: StepContext, isNamed: IsNamed = () => false): Promise<Claims> {
  const resources = new Map<string, LedgerResource>();
  const unsearched: Unsearched[] = [];
  const unmarked: Unmarked[] = [];
  let strays: readonly Stray[] = [];
  const add = (kind: ResourceKind, id: string) => resources.set(`${kind} ${id}`, { kind, id });
  const tags = tagsFor(context.owner);
  const missed = (kind: Unsearched['kind'], id: string, reason: Text | undefined) => void (reason !== undefined && unsearched.push({ kind, id, reason }));
  let roles: readonly string[] = [];
  missed('by-tag', `role ${tagWords(tags)}`, await whyNot(context.aws.roles.withTags(tags).then((found) => void (roles = found))));
  const byTag = await whyNot(
    findTagged(context, roles).then(({ claims, ...rest }) => {
      for (const { kind, id } of claims) add(kind, id);
      strays = strayOf(rest, context);
    }),
  );
  if (byTag !== undefined) for (const id of roles) add('role', id);
  missed('by-tag', tagWords(tags), byTag);
  const marked = new Set(resources.keys());
  for (const { kind, id } of context.ledger.open()) {
    const verdict = marked.has(`${kind} ${id}`) || isNamed({ kind, id }) ? 'ours' : await markOf({ kind, id }, context);
    if (verdict === 'ours') add(kind, id);
    else unmarked.push({ kind, id, ...(verdict === 'none' ? {} : { unseen: verdict }) });
  }
  // Where that cannot be asked it is listed under both names, and goes once.
  await whyNot(listListenersOnce(context, resources));
  missed('by-name', 'awslogs-create-group', await whyNot(findTaskLogs([...resources.values()], context).then((groups) => groups.forEach((id) => add('log-group', id)))));
  if (context.app.running() !== undefined) add('local-app', 'boyacky');
  const isOurRepository = context.target.kind === 'sandbox' || resources.has(`repository ${names.repository}`);
  let nameless: readonly string[] = [];
  const byLabel = await whyNot(
    findLocal(context, isOurRepository).then((found) => {
      for (const { kind, id } of found.claims) add(kind, id);
      nameless = found.nameless;
    }),
  );
  missed('by-label', imageLabel, byLabel);
  const onLedger = (id: string) => unmarked.some((each) => each.kind === 'stack' && each.id === id) || resources.has(`stack ${id}`);
  return { resources: [...resources.values()], unmarked, strays: strays.filter(({ kind, id }) => kind !== 'stack' || !onLedger(id)), nameless, unsearched };
}

function tagWords(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map((tag) => tag.join('='))
    .join(', ');
}

/** "ours", "none" when it bears no mark of ours, or why nobody could look. */
async function markOf(resource: LedgerResource, context: StepContext): Promise<'ours' | 'none' | Text> {
  try {
    return (await bearsOurMark(resource, context)) ? 'ours' : 'none';
  } catch (error) {
    const verdict = explainFailure(error);
    if (verdict === undefined) throw error;
    return whyOf(verdict);
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
