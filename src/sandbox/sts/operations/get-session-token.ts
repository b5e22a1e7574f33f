import type { GetSessionTokenCommandInput, GetSessionTokenCommandOutput } from '@aws-sdk/client-sts';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';

/** Keys without MFA and without a role have no use here: what needs temporary keys asks AssumeRole. */
export function getSessionToken(): Handler<GetSessionTokenCommandInput, GetSessionTokenCommandOutput> {
  return () => {
    throw new AwsError('NotImplemented', 'The sandbox does not implement sts:GetSessionToken. Use AssumeRole, or the keys of the sandbox as they are.', {
      status: 501,
    });
  };
}
