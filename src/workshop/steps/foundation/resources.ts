import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain } from '../../verdict.js';
import { createStack } from './create-stack.js';
import { findUsableStack } from './usable-stack.js';

/** What came of the template: the VPC by its id, and every resource. */
export const resources: Step = {
  id: 'foundation.resources',
  kind: 'moment',
  commands: async () => [
    `aws cloudformation list-stack-resources --stack-name ${names.stack} --query 'StackResourceSummaries[].[LogicalResourceId,ResourceType,PhysicalResourceId]' --output table`,
    `aws cloudformation describe-stacks --stack-name ${names.stack} --query 'Stacks[0].Outputs' --output table`,
  ],
  check: checkResources,
  solve: (context) => createStack.solve(context),
};

async function checkResources(context: StepContext): Promise<Verdict> {
  const stack = await findUsableStack(context);
  if ('verdict' in stack) return stack;
  const made = await context.aws.stacks.resources(names.stack);
  const width = Math.max(...made.map(({ logicalId }) => logicalId.length));
  return done(
    plain(`VPC ID: ${stack.outputs['VpcId'] ?? '?'}`),
    { ja: `できたリソースは ${made.length} 個`, en: `${made.length} resources were made` },
    ...made.map(({ logicalId, type, physicalId }) => plain(`${logicalId.padEnd(width)}  ${type}  ${physicalId}`)),
  );
}
