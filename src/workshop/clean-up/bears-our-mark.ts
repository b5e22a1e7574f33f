import type { ContainerEngine, Image } from '../../containers/engine.js';
import type { LedgerResource } from '../ledger.js';
import { tagsFor, workshopId } from '../names.js';
import type { StepContext } from '../types.js';
import { arnOf } from './arn-of.js';
import { isForeignRevision } from '../steps/taskdef/foreign-revisions.js';

/**
 * Is what a line of the ledger names ours by more than that line? A ledger is a file: it may have come from somebody
 * else with the folder. In the account our tags say so, on this machine our labels, and the names that the lessons use.
 */
export async function bearsOurMark(resource: LedgerResource, context: StepContext): Promise<boolean> {
  const { kind, id } = resource;
  switch (kind) {
    case 'local-app':
      // The app is known by its process, its folder and its start.
      return true;
    case 'local-image':
      return await isOurImage(id, context.engine);
    case 'local-container': {
      const container = await context.engine.inspectContainer(id);
      return container === undefined || hasOurLabel(container.labels) || isOurReference(container.image) || (/^(sha256:)?[0-9a-f]+$/.test(container.image) && (await isOurImage(container.image, context.engine)));
    }
    case 'registry-login':
      return /^(localhost|127\.0\.0\.1|\[::1\]|[\d.]+)(:\d+)?$/.test(id) || /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(id);
    case 'stack':
      return await isOurStack(id, context);
    case 'task-definition':
      return await hasOurRevision(id, context);
    case 'log-group':
      // One that bears our tags was found by them.
      return (await context.aws.logGroups.find(id)) === undefined;
    default: {
      const arn = await arnOf(resource, context);
      return arn === undefined || (await isTagged(arn, context));
    }
  }
}

async function isTagged(arn: string, { aws, owner }: StepContext): Promise<boolean> {
  const tags = await aws.resourceTags.of(arn);
  return Object.entries(tagsFor(owner)).every(([key, value]) => tags[key] === value);
}

/** By its own tags. A stack that holds nothing any more (after a roll-back) is no loss to anybody. */
async function isOurStack(name: string, { aws, owner }: StepContext): Promise<boolean> {
  const stack = await aws.stacks.find(name);
  if (stack === undefined || Object.entries(tagsFor(owner)).every(([key, value]) => stack.tags[key] === value)) return true;
  return (await aws.stacks.resources(name)).every(({ physicalId, status }) => physicalId === '' || ['DELETE_COMPLETE', 'CREATE_FAILED'].includes(status));
}

/** One of them is enough: those that a learner registers later by hand bear no tags. */
async function hasOurRevision(family: string, context: StepContext): Promise<boolean> {
  const lists = await Promise.all((['ACTIVE', 'INACTIVE'] as const).map((status) => context.aws.taskDefinitions.list(family, status)));
  const revisions = lists.flat().filter((arn) => !isForeignRevision(context, arn));
  for (const arn of revisions) if (await isTagged(arn, context)) return true;
  return revisions.length === 0;
}

function hasOurLabel(labels: Readonly<Record<string, string>>): boolean {
  return labels['boyacky-lab.workshop'] === workshopId;
}

/** "boyacky/web-app:1.1", with or without a registry before it. */
function isOurReference(reference: string): boolean {
  return /(^|\/)boyacky\/[^/:@]+([:@].*)?$/.test(reference);
}

/** An image that was built by hand bears no labels: its names say whose it is, or that it has none any more. */
async function isOurImage(reference: string, engine: ContainerEngine): Promise<boolean> {
  if (isOurReference(reference)) return true;
  const image: Image | undefined = await engine.inspectImage(reference);
  return image === undefined || hasOurLabel(image.config.labels) || (image.id === reference && image.tags.every(isOurReference));
}
