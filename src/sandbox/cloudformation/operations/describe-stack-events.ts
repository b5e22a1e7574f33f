import type { DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput, ResourceStatus } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { pageOf } from './paging.js';

/** What happened to a stack, newest first. */
export function describeStackEvents({ stacks }: Cloudformation): Handler<DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput> {
  return ({ StackName = '', NextToken }) => {
    const stack = stacks.find(StackName);
    const { items, nextToken } = pageOf(stacks.events(stack.id), NextToken);
    return {
      StackEvents: items.map((event) => ({
        StackId: event.stackId,
        EventId: event.id,
        StackName: event.stackName,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: new Date(event.at),
        ResourceStatus: event.status as ResourceStatus,
        ResourceStatusReason: event.reason,
        ResourceProperties: event.properties,
        ClientRequestToken: event.clientRequestToken,
      })),
      NextToken: nextToken,
    };
  };
}
