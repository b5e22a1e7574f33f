import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { policyDetail } from '../answers.js';
import type { IamState } from '../state.js';

export function getPolicy(state: IamState): Handler<GetPolicyCommandInput, GetPolicyCommandOutput> {
  return ({ PolicyArn: arn = '' }) => ({ Policy: policyDetail(state.policies.get(arn), state) });
}
