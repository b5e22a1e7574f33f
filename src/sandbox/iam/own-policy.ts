import { AwsError } from '../aws-error.js';
import type { StoredPolicy } from './model.js';
import type { IamState } from './state.js';

/** A policy of the account, to change it. @throws NoSuchEntity, AccessDenied for a policy of AWS's own */
export function ownPolicy({ policies, context }: IamState, arn: string, operation: string): Readonly<StoredPolicy> {
  const policy = policies.get(arn);
  if (arn.startsWith('arn:aws:iam::aws:')) {
    const caller = `arn:aws:iam::${context.account.id}:user/learner`;
    throw new AwsError('AccessDenied', `User: ${caller} is not authorized to perform: iam:${operation} on resource: policy ${arn}`, {
      status: 403,
    });
  }
  return policy;
}
