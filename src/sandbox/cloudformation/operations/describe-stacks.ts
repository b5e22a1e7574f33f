import type { Capability, DescribeStacksCommandInput, DescribeStacksCommandOutput, Stack } from '@aws-sdk/client-cloudformation';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import type { StackDefinition, StackRecord } from '../model.js';
import { readTemplate } from '../template/read-template.js';
import { pageOf } from './paging.js';

/** By name among those that are there, by id also the deleted ones; without either all that are there. */
export function describeStacks({ stacks }: Cloudformation): Handler<DescribeStacksCommandInput, DescribeStacksCommandOutput> {
  return ({ StackName, NextToken }) => {
    if (StackName !== undefined && StackName !== '') return { Stacks: [described(stacks.find(StackName))] };
    const living = stacks.stacks.values().filter(({ status }) => status !== 'DELETE_COMPLETE');
    const { items, nextToken } = pageOf(living.reverse(), NextToken);
    return { Stacks: items.map(described), NextToken: nextToken };
  };
}

function described(stack: StackRecord): Stack {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: stack.description,
    Parameters: describedParameters(stack.definition),
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: date(stack.updatedAt),
    DeletionTime: date(stack.deletedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [...stack.definition.notificationArns],
    TimeoutInMinutes: stack.timeoutInMinutes,
    Capabilities: stack.definition.capabilities as Capability[],
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    RoleARN: stack.roleArn,
    Tags: Object.entries(stack.definition.tags).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: stack.terminationProtection,
    RollbackConfiguration: {},
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    RetainExceptOnCreate: stack.retainExceptOnCreate,
  };
}

/** Values of NoEcho parameters are never told. */
export function describedParameters({ templateBody, parameters }: StackDefinition): { ParameterKey: string; ParameterValue: string }[] {
  const declarations = Object.keys(parameters).length > 0 ? readTemplate(templateBody).parameters : new Map<string, { noEcho: boolean }>();
  return Object.entries(parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: declarations.get(key)?.noEcho ? '****' : value }));
}

function date(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
