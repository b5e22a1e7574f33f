import type {
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput,
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { noSuchStack, validationError } from '../errors.js';
import type { ResourceRecord } from '../model.js';
import { pageOf } from './paging.js';

/** Of a stack, or of the stack to which a physical id belongs. */
export function describeStackResources(
  cloudformation: Cloudformation,
): Handler<DescribeStackResourcesCommandInput, DescribeStackResourcesCommandOutput> {
  const { stacks } = cloudformation;
  return ({ StackName, PhysicalResourceId, LogicalResourceId }) => {
    if (StackName === undefined && PhysicalResourceId === undefined) throw validationError('Stack name or physical resource id must be specified.');
    const stack = StackName === undefined ? ownerOf(cloudformation, PhysicalResourceId ?? '') : stacks.find(StackName);
    const records = inOrder(stacks.resources(stack.id)).filter(
      ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
    );
    return {
      StackResources: records.map((record) => ({
        StackId: stack.id,
        StackName: stack.name,
        ...described(record),
        Timestamp: new Date(record.updatedAt),
      })),
    };
  };
}

export function describeStackResource({ stacks }: Cloudformation): Handler<DescribeStackResourceCommandInput, DescribeStackResourceCommandOutput> {
  return ({ StackName = '', LogicalResourceId = '' }) => {
    const stack = stacks.find(StackName);
    const record = stacks.resource(stack.id, LogicalResourceId);
    if (!record) throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    return {
      StackResourceDetail: {
        StackId: stack.id,
        StackName: stack.name,
        ...described(record),
        LastUpdatedTimestamp: new Date(record.updatedAt),
        Metadata: JSON.stringify(record.metadata ?? {}),
      },
    };
  };
}

export function listStackResources({ stacks }: Cloudformation): Handler<ListStackResourcesCommandInput, ListStackResourcesCommandOutput> {
  return ({ StackName = '', NextToken }) => {
    const stack = stacks.find(StackName);
    const { items, nextToken } = pageOf(inOrder(stacks.resources(stack.id)), NextToken);
    return {
      StackResourceSummaries: items.map((record) => ({ ...described(record), LastUpdatedTimestamp: new Date(record.updatedAt) })),
      NextToken: nextToken,
    };
  };
}

function inOrder(records: ResourceRecord[]): ResourceRecord[] {
  return records.sort((one, other) => (one.logicalId < other.logicalId ? -1 : 1));
}

function described(record: ResourceRecord) {
  return {
    LogicalResourceId: record.logicalId,
    PhysicalResourceId: record.physicalId ?? '',
    ResourceType: record.type,
    ResourceStatus: record.status,
    ResourceStatusReason: record.reason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}

function ownerOf({ stacks }: Cloudformation, physicalId: string) {
  for (const stack of stacks.stacks.values()) {
    if (stack.status !== 'DELETE_COMPLETE' && stacks.resources(stack.id).some((record) => record.physicalId === physicalId)) return stack;
  }
  throw noSuchStack(physicalId);
}
