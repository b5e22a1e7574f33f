import {
  CreateChangeSet$,
  CreateStack$,
  DeleteChangeSet$,
  DeleteStack$,
  DescribeChangeSet$,
  DescribeStackEvents$,
  DescribeStackResource$,
  DescribeStackResources$,
  DescribeStacks$,
  ExecuteChangeSet$,
  GetTemplate$,
  GetTemplateSummary$,
  ListChangeSets$,
  ListExports$,
  ListImports$,
  ListStackResources$,
  ListStacks$,
  UpdateStack$,
  UpdateTerminationProtection$,
  ValidateTemplate$,
} from '@aws-sdk/client-cloudformation';
import type { SandboxContext } from '../context.js';
import { operation, type Service } from '../service.js';
import { openCloudformation } from './cloudformation.js';
import { deleteChangeSet, describeChangeSet, executeChangeSet, listChangeSets } from './operations/change-sets.js';
import { createChangeSet } from './operations/create-change-set.js';
import { createStack } from './operations/create-stack.js';
import { deleteStack } from './operations/delete-stack.js';
import { describeStackEvents } from './operations/describe-stack-events.js';
import { describeStacks } from './operations/describe-stacks.js';
import { listExports, listImports } from './operations/exports.js';
import { listStacks } from './operations/list-stacks.js';
import { describeStackResource, describeStackResources, listStackResources } from './operations/stack-resources.js';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/templates.js';
import { updateTerminationProtection } from './operations/termination-protection.js';
import { updateStack } from './operations/update-stack.js';

/** CloudFormation: reads templates and makes what they say through the other services of the sandbox. */
export function createCloudformationService(context: SandboxContext): Service {
  const cloudformation = openCloudformation(context);
  return {
    name: 'cloudformation',
    operations: {
      CreateChangeSet: operation(CreateChangeSet$, createChangeSet(cloudformation)),
      CreateStack: operation(CreateStack$, createStack(cloudformation)),
      DeleteChangeSet: operation(DeleteChangeSet$, deleteChangeSet(cloudformation)),
      DeleteStack: operation(DeleteStack$, deleteStack(cloudformation)),
      DescribeChangeSet: operation(DescribeChangeSet$, describeChangeSet(cloudformation)),
      DescribeStackEvents: operation(DescribeStackEvents$, describeStackEvents(cloudformation)),
      DescribeStackResource: operation(DescribeStackResource$, describeStackResource(cloudformation)),
      DescribeStackResources: operation(DescribeStackResources$, describeStackResources(cloudformation)),
      DescribeStacks: operation(DescribeStacks$, describeStacks(cloudformation)),
      ExecuteChangeSet: operation(ExecuteChangeSet$, executeChangeSet(cloudformation)),
      GetTemplate: operation(GetTemplate$, getTemplate(cloudformation)),
      GetTemplateSummary: operation(GetTemplateSummary$, getTemplateSummary(cloudformation)),
      ListChangeSets: operation(ListChangeSets$, listChangeSets(cloudformation)),
      ListExports: operation(ListExports$, listExports(cloudformation)),
      ListImports: operation(ListImports$, listImports(cloudformation)),
      ListStackResources: operation(ListStackResources$, listStackResources(cloudformation)),
      ListStacks: operation(ListStacks$, listStacks(cloudformation)),
      UpdateStack: operation(UpdateStack$, updateStack(cloudformation)),
      UpdateTerminationProtection: operation(UpdateTerminationProtection$, updateTerminationProtection(cloudformation)),
      ValidateTemplate: operation(ValidateTemplate$, validateTemplate(cloudformation)),
    },
    taggedResources: () =>
      cloudformation.stacks.stacks
        .values()
        .filter(({ status }) => status !== 'DELETE_COMPLETE')
        .map(({ id, definition }) => ({ arn: id, tags: definition.tags })),
    start: () => Promise.resolve(cloudformation.engine.resume()),
    stop: () => cloudformation.engine.stop(),
  };
}
