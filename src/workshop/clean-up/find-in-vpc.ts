import type { StackResource } from '../../aws/stacks.js';
import { deleteCommand } from '../delete-command.js';
import type { StepContext, Text } from '../types.js';
import type { PerhapsYours } from './perhaps-yours.js';

/**
 * What lies in the VPC of a stack and is no part of it: while it is there CloudFormation cannot delete the network. Network
 * interfaces of the stack's own load balancer and endpoints go with it. `tasksToo`: also those of tasks, which go with the
 * task; once everything of ours has gone they are of somebody else's.
 */
export async function findInVpc(stack: string, context: StepContext, { tasksToo = false } = {}): Promise<readonly PerhapsYours[]> {
  const { aws } = context;
  const parts = await aws.stacks.resources(stack);
  const vpc = parts.find(({ type, status }) => type === 'AWS::EC2::VPC' && status !== 'DELETE_COMPLETE')?.physicalId ?? '';
  if (vpc === '') return [];
  const [interfaces, groups, subnets] = await Promise.all([aws.vpc.interfaces(vpc), aws.vpc.securityGroups(vpc), aws.vpc.subnets(vpc)]);
  const isPart = (id: string) => parts.some(({ physicalId }) => physicalId === id);
  return [
    ...interfaces.filter(({ description }) => (tasksToo || !isOfTask(description)) && !isOfStack(description, parts)).map(({ id, description, requester, free }) => {
      const by = [description, requester].filter((word) => word !== undefined && word !== '').join(', ');
      return { kind: 'network-interface', id, reason: inVpc(vpc, by, free ? deleteCommand({ kind: 'network-interface', id }, context) : `aws ec2 describe-network-interfaces --network-interface-ids ${id}`) };
    }),
    ...groups.filter(({ id, name }) => name !== 'default' && !isPart(id)).map(({ id, name }) => ({ kind: 'security-group', id, reason: inVpc(vpc, name, deleteCommand({ kind: 'security-group', id }, context)) })),
    ...subnets.filter(({ id }) => !isPart(id)).map(({ id, name }) => ({ kind: 'subnet', id, reason: inVpc(vpc, name, deleteCommand({ kind: 'subnet', id }, context)) })),
  ];
}

/** "arn:aws:ecs:ap-northeast-1:123456789012:attachment/…" */
function isOfTask(description: string): boolean {
  return /^arn:[^:]+:ecs:.*:attachment\//.test(description);
}

/** "ELB app/boyacky-alb/50dc6c495c0c9188", "VPC Endpoint Interface vpce-0123456789abcdef0" */
function isOfStack(description: string, parts: readonly StackResource[]): boolean {
  return parts.some(({ physicalId }) => physicalId !== '' && (description.includes(physicalId) || (physicalId.includes(':loadbalancer/') && description.includes(physicalId.split(':loadbalancer/')[1] ?? physicalId))));
}

function inVpc(vpc: string, what: string, command: string): Text {
  const named = what === '' ? '' : ` (${what})`;
  return {
    ja: `${vpc} の中にあり、スタックのものではありません${named}。ある間は VPC を消せません: ${command}`,
    en: `it lies in ${vpc} and is no part of the stack${named}; the VPC cannot go while it is there: ${command}`,
  };
}
