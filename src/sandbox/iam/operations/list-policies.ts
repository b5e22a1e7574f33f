import type { ListPoliciesCommandInput, ListPoliciesCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { policySummary } from '../answers.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';

export function listPolicies(state: IamState): Handler<ListPoliciesCommandInput, ListPoliciesCommandOutput> {
  return (input) => {
    const isAwsOwn = (arn: string) => arn.startsWith('arn:aws:iam::aws:');
    const found = state.policies
      .all()
      .filter(({ arn }) => (input.Scope === 'Local' ? !isAwsOwn(arn) : input.Scope === 'AWS' ? isAwsOwn(arn) : true))
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
      .filter((policy) => !input.OnlyAttached || (policySummary(policy, state).AttachmentCount ?? 0) > 0)
      .filter(() => input.PolicyUsageFilter !== 'PermissionsBoundary');
    const { items, ...page } = pageOf(found, ({ arn }) => arn, input);
    return { Policies: items.map((policy) => policySummary(policy, state)), ...page };
  };
}
