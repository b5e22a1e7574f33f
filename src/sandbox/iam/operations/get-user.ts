import type { GetUserCommandInput, GetUserCommandOutput } from '@aws-sdk/client-iam';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { noSuchEntity } from '../errors.js';
import type { IamState } from '../state.js';

/** The sandbox has one user, its owner. */
export function getUser({ context }: IamState): Handler<GetUserCommandInput, GetUserCommandOutput> {
  const { owner } = context.credentials;
  const since = context.store.collection<number>('iam.ownerSince');
  if (!since.has('owner')) since.set('owner', context.clock.now());
  return ({ UserName: userName }, { principal }) => {
    if (userName === undefined && principal.kind === 'role') {
      throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
    }
    if (userName !== undefined && userName !== 'learner') throw noSuchEntity(`The user with name ${userName} cannot be found.`);
    const { arn, userId } = owner.principal;
    return { User: { Path: '/', UserName: 'learner', UserId: userId, Arn: arn, CreateDate: new Date(since.get('owner') ?? 0) } };
  };
}
