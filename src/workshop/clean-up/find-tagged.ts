import type { Stack, StackResource } from '../../aws/stacks.js';
import type { LedgerResource } from '../ledger.js';
import { tagsFor } from '../names.js';
import type { StepContext } from '../types.js';
import { readArn, type NamedByArn } from './read-arn.js';

/** What the account has under our tags. */
export interface Tagged {
  /** What the clean-up can delete: things by themselves, and stacks as stacks. */
  readonly claims: readonly LedgerResource[];
  /** Stacks of which only some parts bear our tags: they are not deleted, and nothing is taken out of them. */
  readonly partlyOurs: readonly { readonly stack: string; readonly others: readonly StackResource[] }[];
  /** Bears our tags, belongs to no stack that stands, and is of a kind that the clean-up does not delete. */
  readonly loose: readonly NamedByArn[];
}

/** Parts that can bear tags, of which our template has some; other kinds of our template cannot. */
const withoutTags: ReadonlySet<string> = new Set(['AWS::EC2::VPCGatewayAttachment', 'AWS::EC2::Route', 'AWS::EC2::SubnetRouteTableAssociation', 'AWS::CloudFormation::WaitConditionHandle']);
const notThere: ReadonlySet<string> = new Set(['CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED']);
const stackTag = 'aws:cloudformation:stack-name';

/** Looks for everything that bears our tags. `roles`: names of those that do, for the tagging API does not know roles. */
export async function findTagged(context: StepContext, roles: readonly string[]): Promise<Tagged> {
  const { aws, owner } = context;
  const tags = tagsFor(owner);
  const found = await aws.taggedResources.find(tags);
  const things = found.map(({ arn, tags: all }) => ({ ...readArn(arn), stack: all[stackTag] }));
  const known = new Set(things.flatMap(({ arn, physicalId }) => [arn, physicalId]));
  const inStacks = new Set<string>();
  const claims: LedgerResource[] = [];
  const partlyOurs: { stack: string; others: StackResource[] }[] = [];
  const asked = new Set<string>();
  const takeStack = async (name: string | undefined) => {
    if (name === undefined || asked.has(name)) return;
    asked.add(name);
    const stack = await aws.stacks.find(name);
    if (stack === undefined) return;
    const parts = (await aws.stacks.resources(name)).filter(isThere);
    for (const { physicalId } of parts) inStacks.add(physicalId);
    const others = bearsTags(stack, tags) ? [] : parts.filter(({ type, physicalId }) => !withoutTags.has(type) && !known.has(physicalId) && !roles.includes(physicalId));
    if (others.length > 0) return void partlyOurs.push({ stack: name, others });
    claims.push({ kind: 'stack', id: name });
    // The template retains the table: it is named beside its stack, and goes after it.
    for (const { type, physicalId } of parts) if (type === 'AWS::DynamoDB::Table' && known.has(physicalId)) claims.push({ kind: 'table', id: physicalId });
  };
  for (const { claim, stack } of things) await takeStack(claim?.kind === 'stack' ? claim.id : stack);
  // Not every service lets CloudFormation put its own tags on what it makes.
  for (const { claim, physicalId } of things) {
    if (inStacks.has(physicalId) || !mayBePart(claim)) continue;
    await takeStack(await aws.stacks.ofPart(physicalId));
  }
  const alone = things.filter(({ arn, claim, physicalId }) => claim?.kind !== 'stack' && !inStacks.has(physicalId) && !inStacks.has(arn));
  for (const { claim } of alone) if (claim !== undefined) claims.push(claim);
  for (const id of roles) if (!inStacks.has(id)) claims.push({ kind: 'role', id });
  return { claims, partlyOurs, loose: await standing(context, alone.filter(({ claim }) => claim === undefined)) };
}

/** Kinds that our template makes: what else bears our tags was made by itself. */
function mayBePart(claim: LedgerResource | undefined): boolean {
  return claim === undefined || claim.kind === 'table' || claim.kind === 'log-group';
}

/** The tagging API goes on to name what was deleted for a while. */
async function standing({ aws }: StepContext, loose: readonly NamedByArn[]): Promise<readonly NamedByArn[]> {
  const inVpc = loose.filter(({ arn }) => arn.includes(':ec2:'));
  const existing = inVpc.length === 0 ? new Set<string>() : await aws.vpc.existing(inVpc.map(({ physicalId }) => physicalId));
  const stands = await Promise.all(
    loose.map(async ({ arn, type, physicalId }) => {
      if (arn.includes(':ec2:')) return existing.has(physicalId);
      if (type === 'loadbalancer') return (await aws.loadBalancers.find(arn.split('/')[2] ?? '')) !== undefined;
      // A task goes when its service does, a scan or a rule with what it belongs to.
      return !['task', 'container-instance', 'listener-rule'].includes(type);
    }),
  );
  return loose.filter((_, n) => stands[n]);
}

function isThere({ physicalId, status }: StackResource): boolean {
  return physicalId !== '' && !notThere.has(status);
}

function bearsTags(stack: Pick<Stack, 'tags'>, tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(tags).every(([key, value]) => stack.tags[key] === value);
}
