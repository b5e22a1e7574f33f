import { join } from 'node:path';
import type { Stack } from '../../../aws/stacks.js';
import { findTagged } from '../../clean-up/find-tagged.js';
import { takeAway } from '../../clean-up/take-away.js';
import { counted } from '../../counted.js';
import { replaceFile } from '../../edits/replace-file.js';
import { foundOr } from '../../explain-failure.js';
import { names, tagsFor } from '../../names.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import type { FindObstacles } from '../../with-obstacles.js';
import { isFinished } from './usable-stack.js';

const stack = { kind: 'stack', id: names.stack } as const;
const table = { kind: 'table', id: names.table } as const;
const patienceMs = 20 * 60_000;

/** A stack that has failed, or is of another template, and the table that the next one would stumble over. */
export const findStackObstacles: FindObstacles = async (context) => {
  const found = await context.aws.stacks.find(names.stack);
  if (found === undefined) {
    const inTheWay = await findOtherStacks(context);
    return [...inTheWay, ...(await findTableInTheWay(context, inTheWay.some(({ mend }) => mend !== undefined)))];
  }
  if (!isBroken(found) && !isOfAnotherTemplate(found)) return [];
  const own = (await context.aws.stacks.resources(names.stack)).some(({ type, physicalId, status }) => type === 'AWS::DynamoDB::Table' && physicalId === names.table && status === 'CREATE_COMPLETE');
  return [
    ...replaceFile(context.workspace.templateFile, context.workspace.read(join(context.workspace.assets.templates, 'boyacky.yaml')), context),
    {
      what: { ja: `スタック ${names.stack}（${found.status}）を中身ごと消して、つくり直します。`, en: `The stack ${names.stack} (${found.status}) is deleted with what is in it, and created again.` },
      of: stack,
      mend: async () => {
        await waitUntilSettled(context);
        await takeAway(stack, context);
      },
    },
    ...(await findTableInTheWay(context, own)),
  ];
};

/** The template of the stack, and with it the rules of its groups, are changed in one command; a new stack would take everything in it along. */
export const findGroupObstacles: FindObstacles = async (context) => {
  const obstacles = await findStackObstacles(context);
  if (obstacles.length > 0 || (await context.aws.stacks.find(names.stack)) === undefined) return obstacles;
  return [
    {
      what: {
        ja: 'セキュリティグループの違いを直すにはスタックを作り直すしかなく、中で動いているものも消えてしまいます。ルール 1 つを自分で直すほうが安全です。',
        en: 'To fix a security group the program would have to delete the whole stack and create it again, with everything that runs in it. It is safer to change the one rule by hand.',
      },
    },
  ];
};

/** Programs and credentials of this machine are the learner's to see to. */
export const toolsAreYours: FindObstacles = () =>
  Promise.resolve([{ what: { ja: 'このマシンにプログラムを入れたり、起動したりするのは、持ち主であるあなたが決めることです。', en: 'To install or start programs of this machine is up to you, its owner.' } }]);

function isBroken({ status }: Stack): boolean {
  return /^(ROLLBACK|DELETE|CREATE_FAILED)/.test(status);
}

function isOfAnotherTemplate(found: Stack): boolean {
  return isFinished(found) && found.outputs['VpcId'] === undefined;
}

/** `own`: the stack made it. Else it was left by an earlier one, or is somebody else's. */
async function findTableInTheWay(context: StepContext, own: boolean): Promise<readonly Obstacle[]> {
  const { aws, ledger, target } = context;
  if ((await aws.tables.find(names.table)) === undefined) return [];
  const items = (await aws.tables.items(names.table)).length;
  if (!own && target.kind === 'aws' && !ledger.has(table)) {
    return [
      {
        what: {
          ja: `テーブル ${names.table}（${items} 件）は、このワークショップより前からあるか、ほかの誰かのものです。消すと中身は戻りません。`,
          en: `The table ${names.table} (${counted(items, 'item')}) was there before the workshop, or is somebody else's; what is in it could not be brought back.`,
        },
      },
    ];
  }
  return [
    {
      what: { ja: `スタックが残していくテーブル ${names.table} を、中の ${items} 件とともに消します。`, en: `The table ${names.table}, which a stack leaves behind, is deleted; it has ${counted(items, 'item')}.` },
      of: own ? stack : table,
      mend: () => takeAway(table, context),
    },
  ];
}

/** A load balancer of our name without our stack is part of a stack under another name: the learner's own slip, or somebody else's. */
async function findOtherStacks(context: StepContext): Promise<readonly Obstacle[]> {
  const { aws, owner } = context;
  if ((await aws.loadBalancers.find(names.loadBalancer)) === undefined) return [];
  const { claims } = await findTagged(context, await foundOr(aws.roles.withTags(tagsFor(owner)), []));
  const slipped = claims.filter(({ kind }) => kind === 'stack');
  if (slipped.length > 0) {
    return slipped.map((other) => ({
      what: {
        ja: `スタック ${other.id} を中身ごと消します。別の名前ですが、${names.loadBalancer} を含み、あなたのタグが付いています。`,
        en: `The stack ${other.id} is deleted with what is in it: it has made ${names.loadBalancer} under another name, and has your tags.`,
      },
      of: other,
      mend: async () => {
        await waitUntilSettled(context, other.id);
        await takeAway(other, context);
      },
    }));
  }
  return [
    {
      what: {
        ja: `別のスタックが ${names.loadBalancer} をもう作っています。あなたのタグがなく、ほかの人のものかもしれないので、プログラムは消しません。あなたのものなら先に消してください（名前は aws cloudformation describe-stacks --query 'Stacks[].StackName' でわかります）。`,
        en: `Another stack has made ${names.loadBalancer} already. It does not have your tags, and may be somebody else's, so the program does not delete it; if it is yours, delete it first (aws cloudformation describe-stacks --query 'Stacks[].StackName' names it).`,
      },
    },
  ];
}

/** A stack that is coming or rolling back cannot be deleted until it has come to rest. */
async function waitUntilSettled({ aws, clock, signal }: StepContext, name: string = names.stack): Promise<void> {
  const deadline = clock.now() + patienceMs;
  while (/^(CREATE|ROLLBACK)_IN_PROGRESS$/.test((await aws.stacks.find(name))?.status ?? '') && clock.now() < deadline) await clock.sleep(1000, signal);
}
