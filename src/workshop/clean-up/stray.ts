import type { StepContext, Text } from '../types.js';
import type { Tagged } from './find-tagged.js';

/** Something that bears our tags and that the clean-up does not delete. */
export interface Stray {
  /** As its service calls it: "vpc", "loadbalancer" …; "stack" */
  readonly kind: string;
  readonly id: string;
  /** Why it stays, and what to type. */
  readonly reason: Text;
}

/** What is told of each of them. */
export function strayOf({ partlyOurs, loose }: Omit<Tagged, 'claims'>, { target }: StepContext): readonly Stray[] {
  return [
    ...partlyOurs.map(({ stack, others }) => ({ kind: 'stack', id: stack, reason: partly(stack, others.map(({ logicalId, type }) => `${logicalId} (${type})`)) })),
    ...loose.map(({ arn, type, physicalId }) => ({ kind: type, id: physicalId, reason: byHand(arn, type, physicalId, target.region) })),
  ];
}

function partly(stack: string, others: readonly string[]): Text {
  const shown = `${others.slice(0, 3).join(', ')}${others.length > 3 ? ' …' : ''}`;
  const command = `aws cloudformation delete-stack --stack-name ${stack}`;
  return {
    ja: `このワークショップのタグが付いた部分と、付いていない部分 (${shown}) があります。あなたのものなら: ${command}`,
    en: `some of its parts have the workshop's tags, others do not (${shown}). If it is yours: ${command}`,
  };
}

const deletions: Readonly<Record<string, (id: string) => string>> = {
  vpc: (id) => `aws ec2 delete-vpc --vpc-id ${id}`,
  subnet: (id) => `aws ec2 delete-subnet --subnet-id ${id}`,
  'security-group': (id) => `aws ec2 delete-security-group --group-id ${id}`,
  'route-table': (id) => `aws ec2 delete-route-table --route-table-id ${id}`,
  'internet-gateway': (id) => `aws ec2 delete-internet-gateway --internet-gateway-id ${id}`,
  'vpc-endpoint': (id) => `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${id}`,
  'network-interface': (id) => `aws ec2 delete-network-interface --network-interface-id ${id}`,
  loadbalancer: (id) => `aws elbv2 delete-load-balancer --load-balancer-arn ${id}`,
};

function byHand(arn: string, type: string, id: string, region: string): Text {
  const command = deletions[type]?.(id) ?? `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn} --region ${region}`;
  return {
    ja: `このワークショップのタグが付いていますが、片付けが消せる種類ではありません。消すには: ${command}`,
    en: `it has the workshop's tags, and the clean-up does not delete things of this kind. To look at it: ${command}`,
  };
}
