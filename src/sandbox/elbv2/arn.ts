import { randomBytes } from 'node:crypto';
import type { Account } from '../context.js';

/** Sixteen hex digits, as in every ARN of Elastic Load Balancing. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}

export function arnOf({ id, region }: Account, resource: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${id}:${resource}`;
}

/** "app/NAME/ID" of a load balancer's or listener's ARN: the ARNs of listeners and rules continue it. */
export function pathOf(arn: string): string {
  return arn.replace(/^.*?:(loadbalancer|listener|listener-rule)\//, '');
}

export function isLoadBalancerArn(arn: string): boolean {
  return /^arn:aws[\w-]*:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/(app|net|gwy)\/[\w-]+\/[0-9a-f]+$/.test(arn);
}
