import { deleteCommand } from '../delete-command.js';
import { foundOr } from '../explain-failure.js';
import type { LedgerResource } from '../ledger.js';
import type { StepContext } from '../types.js';
import type { PerhapsYours } from './perhaps-yours.js';

/**
 * The names of the target groups in the VPCs of these stacks that are no part of them. A group does not hold its VPC back,
 * and outlives it: after the clean-up nothing tells any more where it had been, so this is asked before.
 */
export async function findTargetGroups(resources: readonly LedgerResource[], context: StepContext): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { kind, id } of resources) {
    if (kind === 'stack') found.push(...(await foundOr(findBesides(id, context), [])));
  }
  return found;
}

async function findBesides(stack: string, { aws }: StepContext): Promise<readonly string[]> {
  const parts = await aws.stacks.resources(stack);
  const vpc = parts.find(({ type, status }) => type === 'AWS::EC2::VPC' && status !== 'DELETE_COMPLETE')?.physicalId ?? '';
  if (vpc === '') return [];
  const groups = await aws.loadBalancers.targetGroupsIn(vpc);
  return groups.filter(({ arn }) => !parts.some(({ physicalId }) => physicalId === arn)).map(({ name }) => name);
}

/** Which of the groups of before still stand, and what to type. */
export async function findStandingGroups(names: readonly string[], context: StepContext): Promise<readonly PerhapsYours[]> {
  if (names.length === 0) return [];
  const standing = await context.aws.inventory.names('target-group');
  return names
    .filter((name) => standing.includes(name))
    .map((id) => {
      const command = deleteCommand({ kind: 'target-group', id }, context);
      return {
        kind: 'target-group',
        id,
        reason: {
          ja: `このワークショップの VPC のものですが、このワークショップのタグがないので消しません。あなたのものなら: ${command}`,
          en: `it belongs to the VPC of the workshop, without the tags of the workshop, so it is not deleted. If it is yours: ${command}`,
        },
      };
    });
}
