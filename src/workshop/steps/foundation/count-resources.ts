import { names } from '../../names.js';
import type { StepContext } from '../../types.js';

/** How far the stack is. CloudFormation lists what it has begun only; how many there will be is in the template. */
export async function countResources({ aws, workspace }: StepContext): Promise<{ readonly planned: number; readonly standing: number; readonly coming: readonly string[] }> {
  const resources = await aws.stacks.resources(names.stack);
  const template = workspace.exists(workspace.templateFile) ? workspace.read(workspace.templateFile) : '';
  return {
    planned: Math.max(resources.length, [...template.matchAll(/^ {4}Type: ['"]?AWS::/gm)].length),
    standing: resources.filter(({ status }) => status === 'CREATE_COMPLETE').length,
    coming: resources.filter(({ status }) => status === 'CREATE_IN_PROGRESS').map(({ logicalId }) => logicalId),
  };
}
