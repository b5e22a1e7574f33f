import { foundOr } from '../explain-failure.js';
import { joinLines } from '../join-lines.js';
import { plain } from '../verdict.js';
import { findInVpc } from './find-in-vpc.js';
import { deadlines, type Remover } from './remover.js';

/** With its images: ECR refuses to delete a repository that still holds any. */
export const repositoryRemover: Remover = {
  kind: 'repository',
  exists: async ({ aws }, name) => (await aws.repositories.find(name)) !== undefined,
  remove: ({ aws }, name) => aws.repositories.delete(name, { force: true }),
};

export const roleRemover: Remover = {
  kind: 'role',
  exists: async ({ aws }, name) => (await aws.roles.find(name)) !== undefined,
  remove: ({ aws }, name) => aws.roles.delete(name),
};

/** One that a task of ours had made: nothing but the definition of the task tells whose it is, so it is written down before that goes. */
export const logGroupRemover: Remover = {
  kind: 'log-group',
  exists: async ({ aws }, name) => (await aws.logGroups.find(name)) !== undefined,
  remove: ({ aws, ledger }, name) => ledger.record({ kind: 'log-group', id: name }, () => aws.logGroups.delete(name)),
};

/** Of a resource that the stack did not make, or has taken away already. */
const notMade: ReadonlySet<string> = new Set(['CREATE_FAILED', 'DELETE_COMPLETE']);

export const stackRemover: Remover = {
  kind: 'stack',
  deadlineMs: deadlines.stack,
  exists: async ({ aws }, name) => (await aws.stacks.find(name)) !== undefined,
  remove: async ({ aws, ledger }, name) => {
    const stack = await aws.stacks.find(name);
    if (stack === undefined || stack.status === 'DELETE_IN_PROGRESS') return;
    // The template retains the table: from here on nobody but the ledger and its tags knows that it is ours.
    // A table that the stack stumbled over because it was there already is somebody else's.
    for (const resource of await aws.stacks.resources(name)) {
      if (resource.type !== 'AWS::DynamoDB::Table' || resource.physicalId === '' || notMade.has(resource.status)) continue;
      if ((await aws.tables.find(resource.physicalId)) !== undefined) await ledger.record({ kind: 'table', id: resource.physicalId }, () => Promise.resolve());
    }
    await aws.stacks.delete(name);
  },
  // Most often a network interface of the last task is still on its way out, and holds on to its subnet and group.
  refusal: async (context, name) => {
    const { aws } = context;
    const stack = await aws.stacks.find(name);
    if (stack?.status !== 'DELETE_FAILED') return undefined;
    // The stack says which of its parts stay; only these say why.
    const parts = (await aws.stacks.resources(name)).filter(({ status, statusReason }) => status === 'DELETE_FAILED' && statusReason !== undefined);
    const said = plain([`DELETE_FAILED: ${stack.statusReason ?? ''}`.trim(), ...parts.map(({ logicalId, statusReason = '' }) => `${logicalId}: ${statusReason}`)].join(' '));
    // What the parts lean on is no part of the stack, so CloudFormation does not name it.
    const blocking = await foundOr(findInVpc(name, context, { tasksToo: true }), []);
    return joinLines(said, ...blocking.map(({ kind, id, reason }) => ({ ja: `${kind} ${id}: ${reason.ja}`, en: `${kind} ${id}: ${reason.en}` })));
  },
};

/** The stack's deletion keeps the table on purpose (DeletionPolicy: Retain); the clean-up does not. */
export const tableRemover: Remover = {
  kind: 'table',
  deadlineMs: deadlines.table,
  exists: async ({ aws }, name) => (await aws.tables.find(name)) !== undefined,
  remove: async ({ aws }, name) => {
    const table = await aws.tables.find(name);
    if (table !== undefined && table.status !== 'DELETING') await aws.tables.delete(name);
  },
};
