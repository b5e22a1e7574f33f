import { deleteCommand } from '../delete-command.js';
import { whyNot } from '../explain-failure.js';
import { isNear, listNames } from '../near-names.js';
import { names } from '../names.js';
import type { StepContext, Text } from '../types.js';
import type { Claims } from './find-claims.js';
import { tagsLikeOurs } from './find-images.js';
import { findInCluster } from './find-in-cluster.js';
import { findInVpc } from './find-in-vpc.js';
import { findStandingGroups } from './find-target-groups.js';

/** Nothing tells whose it is: never deleted, and no reason for exit code 1. */
export interface PerhapsYours {
  readonly kind: string;
  readonly id: string;
  /** Why it may be the learner's, and what to type. */
  readonly reason: Text;
}

type Kind = Parameters<typeof listNames>[0];

/** The names that a slip may be near to. `ecsTaskExecutionRole` is the account's in any case: only what is near to it is named. */
const wanted: readonly (readonly [Kind, string])[] = [
  ['stack', names.stack],
  ['table', names.table],
  ['repository', names.repository],
  ['cluster', names.cluster],
  ['service', `${names.cluster}/${names.service}`],
  ['task-definition', names.taskFamily],
  ['target-group', names.targetGroup],
  ['load-balancer', names.loadBalancer],
  ['log-group', names.logGroup],
  ['role', names.taskRole],
  ['role', names.executionRole],
];

/** Parts of our stack: while a stack is left, one of that very name is told of with it. */
const ofStack: ReadonlySet<string> = new Set(['table', 'load-balancer', 'log-group']);

/**
 * What bears no tags of ours, stands on no ledger, and may yet have been made by the learner: names that are nearly ours
 * (or, once the clean-up is over, exactly ours), and what lies in our VPC or runs in our cluster. `told`: what plan or receipt
 * say something of already. `groups`: the target groups that were in our VPC, as `findTargetGroups` found them.
 */
export async function findPerhapsYours(
  context: StepContext,
  claims: Claims,
  told: readonly { readonly kind: string; readonly id: string }[],
  { exactToo, groups = [] }: { exactToo: boolean; groups?: readonly string[] },
): Promise<readonly PerhapsYours[]> {
  const known: { readonly kind: string; readonly id: string }[] = [...claims.resources, ...claims.unmarked, ...claims.strays, ...told];
  const stackStands = known.some(({ kind }) => kind === 'stack');
  const found: PerhapsYours[] = [];
  const add = (things: readonly PerhapsYours[]) => {
    for (const thing of things) if (![...known, ...found].some(({ kind, id }) => kind === thing.kind && id === thing.id)) found.push(thing);
  };
  for (const [kind, name] of wanted) {
    await whyNot(
      listNames(kind, context).then((all) => {
        for (const id of all) {
          const exact = exactToo && id === name && name !== names.executionRole && !(ofStack.has(kind) && stackStands);
          if (exact || isNear(id, name)) add([{ kind, id, reason: likeOurs(kind, id, context) }]);
        }
      }),
    );
  }
  await whyNot(findImages(context, claims, exactToo).then(add));
  for (const { kind, id } of claims.resources) {
    if (kind === 'cluster') await whyNot(findInCluster(id, context).then(add));
    if (kind === 'stack') await whyNot(findInVpc(id, context).then(add));
  }
  await whyNot(findStandingGroups(groups, context).then(add));
  return found;
}

/** Images without labels: what is called like ours, and what a build by hand has left without a name. */
async function findImages(context: StepContext, { nameless }: Claims, exactToo: boolean): Promise<readonly PerhapsYours[]> {
  if (!(await context.engine.status()).available) return [];
  const found: PerhapsYours[] = [];
  for (const image of await context.engine.listImages()) {
    if (nameless.includes(image.id)) found.push({ kind: 'local-image', id: image.id, reason: leftByBuild(image.id, context) });
    else found.push(...tagsLikeOurs(image, { exactToo }).map((id) => ({ kind: 'local-image', id, reason: withoutLabels(id, context) })));
  }
  return found;
}

function leftByBuild(id: string, context: StepContext): Text {
  const command = deleteCommand({ kind: 'local-image', id }, context);
  return { ja: `名前もラベルもないイメージで、このワークショップのイメージと同じレイヤーがあります。手で作り直す前のものなら: ${command}`, en: `an image without name and label that shares layers with those of the workshop. If a build of yours has left it: ${command}` };
}

function withoutLabels(id: string, context: StepContext): Text {
  const command = deleteCommand({ kind: 'local-image', id }, context);
  return { ja: `名前は同じか似ていますが、このワークショップのラベルがないので消しません。あなたが作ったものなら: ${command}`, en: `it is called like ours, and does not have the workshop's labels, so it is not deleted. If you built it: ${command}` };
}

function likeOurs(kind: string, id: string, context: StepContext): Text {
  const command = deleteCommand({ kind, id }, context);
  return { ja: `名前が似ていますが、タグがないので消しません。あなたのものなら: ${command}`, en: `its name is like ours, and it has no tags, so it is not deleted. If it is yours: ${command}` };
}
