import { deleteCommand } from '../delete-command.js';
import { whyNot } from '../explain-failure.js';
import { isNear, listNames } from '../near-names.js';
import { names } from '../names.js';
import type { StepContext, Text } from '../types.js';
import type { Claims } from './find-claims.js';
import { findInVpc } from './find-in-vpc.js';

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
 * (or, once the clean-up is over, exactly ours), and what lies in our VPC. `told`: what plan or receipt say something of already.
 */
export async function findPerhapsYours(context: StepContext, claims: Claims, told: readonly { readonly kind: string; readonly id: string }[], { exactToo }: { exactToo: boolean }): Promise<readonly PerhapsYours[]> {
  const known = [...claims.resources, ...claims.unmarked, ...claims.strays, ...told];
  const isKnown = (kind: string, id: string) => known.some((each) => each.kind === kind && each.id === id);
  const stackStands = known.some(({ kind }) => kind === 'stack');
  const found: PerhapsYours[] = [];
  for (const [kind, name] of wanted) {
    await whyNot(
      listNames(kind, context).then((all) => {
        for (const id of all) {
          const exact = exactToo && id === name && name !== names.executionRole && !(ofStack.has(kind) && stackStands);
          if ((exact || isNear(id, name)) && !isKnown(kind, id) && !found.some((each) => each.kind === kind && each.id === id)) found.push({ kind, id, reason: likeOurs(kind, id, context) });
        }
      }),
    );
  }
  for (const { kind, id } of claims.resources) {
    if (kind === 'stack') await whyNot(findInVpc(id, context).then((things) => void found.push(...things.filter((each) => !isKnown(each.kind, each.id)))));
  }
  return found;
}

function likeOurs(kind: string, id: string, context: StepContext): Text {
  const command = deleteCommand({ kind, id }, context);
  return { ja: `名前が似ていますが、タグがないので消しません。あなたのものなら: ${command}`, en: `its name is like ours, and it has no tags, so it is not deleted. If it is yours: ${command}` };
}
