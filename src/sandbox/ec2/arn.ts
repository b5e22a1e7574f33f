import type { Account } from '../context.js';

/** e.g. arn:aws:ec2:ap-northeast-1:123456789012:vpc/vpc-0… */
export function ec2Arn(account: Account, resourceType: string, id: string): string {
  return `arn:aws:ec2:${account.region}:${account.id}:${resourceType}/${id}`;
}
