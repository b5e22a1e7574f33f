import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  type StackEvent as SdkStackEvent,
} from '@aws-sdk/client-cloudformation';
import { orUndefined } from './aws-failure.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Stack {
  readonly id: string;
  readonly name: string;
  /** e.g. "CREATE_IN_PROGRESS" */
  readonly status: string;
  readonly statusReason?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly statusReason?: string;
}

export interface StackEvent {
  readonly id: string;
  readonly at: number;
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** AWS CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export interface Stacks {
  find(name: string): Promise<Stack | undefined>;
  create(request: { name: string; template: string; parameters: Record<string, string>; tags: Record<string, string> }): Promise<{ id: string }>;
  resources(name: string): Promise<readonly StackResource[]>;
  /** The name of the stack that a resource is part of, by the resource's physical id (an id, a name or an ARN, as its kind has it). */
  ofPart(physicalId: string): Promise<string | undefined>;
  /** Newest first. */
  events(name: string): Promise<readonly StackEvent[]>;
  delete(name: string, options?: { retain?: readonly string[] }): Promise<void>;
}

export function createStacks(config: ClientConfig): Stacks {
  const cloudformation = createSender('cloudformation', () => new CloudFormationClient(config));
  const find = async (name: string) => {
    const answer = await orUndefined(cloudformation((client) => client.send(new DescribeStacksCommand({ StackName: name }))));
    const stack = answer?.Stacks?.[0];
    return (
      stack && {
        id: stack.StackId ?? '',
        name: stack.StackName ?? name,
        status: stack.StackStatus ?? '',
        statusReason: stack.StackStatusReason,
        createdAt: stack.CreationTime?.getTime() ?? 0,
        outputs: Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? ''])),
        tags: Object.fromEntries((stack.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
      }
    );
  };
  return {
    find,
    create: ({ name, template, parameters, tags }) =>
      makeOrFind<{ id: string }>(
        async () => {
          const answer = await cloudformation((client) =>
            client.send(
              new CreateStackCommand({
                StackName: name,
                TemplateBody: template,
                Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
              }),
            ),
          );
          return { id: answer.StackId ?? '' };
        },
        () => find(name),
      ),
    resources: (name) =>
      cloudformation(async (client) => {
        const resources: StackResource[] = [];
        for await (const page of paginateListStackResources({ client }, { StackName: name })) {
          for (const each of page.StackResourceSummaries ?? []) {
            resources.push({
              logicalId: each.LogicalResourceId ?? '',
              physicalId: each.PhysicalResourceId ?? '',
              type: each.ResourceType ?? '',
              status: each.ResourceStatus ?? '',
              statusReason: each.ResourceStatusReason,
            });
          }
        }
        return resources;
      }),
    ofPart: async (physicalId) => {
      const answer = await orUndefined(cloudformation((client) => client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId }))));
      return answer?.StackResources?.[0]?.StackName;
    },
    events: (name) =>
      cloudformation(async (client) => {
        const events: StackEvent[] = [];
        for await (const page of paginateDescribeStackEvents({ client }, { StackName: name })) events.push(...(page.StackEvents ?? []).map(readEvent));
        return events.sort((one, other) => other.at - one.at);
      }),
    delete: async (name, options) => {
      await cloudformation((client) => client.send(new DeleteStackCommand({ StackName: name, RetainResources: options?.retain ? [...options.retain] : undefined })));
    },
  };
}

function readEvent(event: SdkStackEvent): StackEvent {
  return {
    id: event.EventId ?? '',
    at: event.Timestamp?.getTime() ?? 0,
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason,
  };
}
