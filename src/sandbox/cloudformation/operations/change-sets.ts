import type {
  Capability,
  DeleteChangeSetCommandInput,
  DeleteChangeSetCommandOutput,
  DescribeChangeSetCommandInput,
  DescribeChangeSetCommandOutput,
  ExecuteChangeSetCommandInput,
  ExecuteChangeSetCommandOutput,
  ListChangeSetsCommandInput,
  ListChangeSetsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import type { Cloudformation } from '../cloudformation.js';
import { noSuchChangeSet, validationError } from '../errors.js';
import type { ChangeSetRecord } from '../model.js';
import { readTemplate } from '../template/read-template.js';
import { describedParameters } from './describe-stacks.js';
import { beginUpdate, refuseUnlessUpdatable } from './update-stack.js';

export function describeChangeSet(cloudformation: Cloudformation): Handler<DescribeChangeSetCommandInput, DescribeChangeSetCommandOutput> {
  return ({ ChangeSetName, StackName }) => {
    const changeSet = find(cloudformation, ChangeSetName, StackName);
    return {
      ...summary(changeSet),
      Parameters: describedParameters(changeSet.definition),
      NotificationARNs: [...changeSet.definition.notificationArns],
      Capabilities: changeSet.definition.capabilities as Capability[],
      Tags: Object.entries(changeSet.definition.tags).map(([Key, Value]) => ({ Key, Value })),
      RollbackConfiguration: {},
      Changes: changeSet.changes.map(({ action, logicalId, physicalId, type, replacement }) => ({
        Type: 'Resource',
        ResourceChange: {
          Action: action,
          LogicalResourceId: logicalId,
          PhysicalResourceId: physicalId,
          ResourceType: type,
          Replacement: replacement,
          Scope: action === 'Modify' ? ['Properties'] : [],
          Details: [],
        },
      })),
      OnStackFailure: changeSet.onFailure,
    };
  };
}

export function listChangeSets({ stacks }: Cloudformation): Handler<ListChangeSetsCommandInput, ListChangeSetsCommandOutput> {
  return ({ StackName = '' }) => {
    const { id } = stacks.find(StackName);
    return { Summaries: stacks.changeSets.values().filter(({ stackId }) => stackId === id).map(summary) };
  };
}

/** Starts what the change set holds; the stack's other change sets are of no use after that and go. */
export function executeChangeSet(cloudformation: Cloudformation): Handler<ExecuteChangeSetCommandInput, ExecuteChangeSetCommandOutput> {
  const { context, stacks, engine } = cloudformation;
  return ({ ChangeSetName, StackName, ClientRequestToken }) => {
    const changeSet = find(cloudformation, ChangeSetName, StackName);
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw new AwsError(
        'InvalidChangeSetStatus',
        `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.executionStatus === 'UNAVAILABLE' ? changeSet.status : changeSet.executionStatus}]`,
      );
    }
    const stack = stacks.get(changeSet.stackId);
    if (changeSet.type === 'UPDATE') refuseUnlessUpdatable(stack);
    for (const { id, stackId } of stacks.changeSets.values()) if (stackId === stack.id && id !== changeSet.id) stacks.changeSets.delete(id);
    stacks.changeSets.update(changeSet.id, { executionStatus: 'EXECUTE_COMPLETE' });
    const { description } = readTemplate(changeSet.definition.templateBody);
    stacks.update(stack.id, { changeSetId: changeSet.id, description });
    if (changeSet.type === 'UPDATE') {
      beginUpdate(cloudformation, stack, changeSet.definition, ClientRequestToken);
      return {};
    }
    stacks.update(stack.id, {
      definition: changeSet.definition,
      onFailure: changeSet.onFailure ?? 'ROLLBACK',
      updatedAt: context.clock.now(),
      clientRequestToken: ClientRequestToken,
    });
    stacks.setStatus(stack.id, 'CREATE_IN_PROGRESS', 'User Initiated');
    engine.launch(stack.id);
    return {};
  };
}

/** Deletes a change set, not its stack. One that is not there is deleted already. */
export function deleteChangeSet(cloudformation: Cloudformation): Handler<DeleteChangeSetCommandInput, DeleteChangeSetCommandOutput> {
  return ({ ChangeSetName, StackName }) => {
    try {
      cloudformation.stacks.changeSets.delete(find(cloudformation, ChangeSetName, StackName).id);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ChangeSetNotFound')) throw error;
    }
    return {};
  };
}

function find({ stacks }: Cloudformation, name = '', stackName?: string): ChangeSetRecord {
  if (name.startsWith('arn:')) {
    const changeSet = stacks.changeSets.get(name);
    if (changeSet) return changeSet;
    throw noSuchChangeSet(name);
  }
  if (stackName === undefined) throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  const { id } = stacks.find(stackName);
  const changeSet = stacks.changeSets.values().find((candidate) => candidate.stackId === id && candidate.name === name);
  if (!changeSet) throw noSuchChangeSet(name);
  return changeSet;
}

function summary(changeSet: ChangeSetRecord) {
  return {
    StackId: changeSet.stackId,
    StackName: changeSet.stackName,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    CreationTime: new Date(changeSet.createdAt),
    Description: changeSet.description,
    IncludeNestedStacks: false,
  };
}
