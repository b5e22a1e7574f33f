import type { ListStacksCommandInput, ListStacksCommandOutput } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { pageOf } from './paging.js';

/** All stacks, deleted ones as well. */
export function listStacks({ stacks }: Cloudformation): Handler<ListStacksCommandInput, ListStacksCommandOutput> {
  return ({ StackStatusFilter: wanted = [], NextToken }) => {
    const all = stacks.stacks.values().filter(({ status }) => wanted.length === 0 || wanted.includes(status));
    const { items, nextToken } = pageOf(all.reverse(), NextToken);
    return {
      StackSummaries: items.map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        TemplateDescription: stack.description,
        CreationTime: new Date(stack.createdAt),
        LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt),
        DeletionTime: stack.deletedAt === undefined ? undefined : new Date(stack.deletedAt),
        StackStatus: stack.status,
        StackStatusReason: stack.reason,
        DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
      })),
      NextToken: nextToken,
    };
  };
}
