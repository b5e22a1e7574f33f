import type { ResourceRecord } from '../model.js';
import type { Run } from './run.js';

/**
 * The id of a resource that was made but not written down, because the sandbox was killed in between: EC2's
 * resources bear CloudFormation's tags from the moment they exist. Others are refused by their name when made twice.
 */
export async function findOrphan(run: Run, { type, logicalId, stackId }: ResourceRecord): Promise<string | undefined> {
  if (!type.startsWith('AWS::EC2::')) return undefined;
  const claimed = new Set(run.stacks.resources(stackId).map(({ physicalId }) => physicalId));
  const tagged = await run.context.taggedResources();
  return tagged
    .filter(({ arn, tags }) => arn.includes(':ec2:') && tags['aws:cloudformation:stack-id'] === stackId && tags['aws:cloudformation:logical-id'] === logicalId)
    .map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1))
    .find((id) => !claimed.has(id));
}
