import type { StoredPolicy, StoredRole } from './model.js';
import { parsePolicy } from './parse-policy.js';
import type { PolicyDocument } from './policy-document.js';
import type { PolicyBook } from './state.js';

/** Every identity policy of a role: inline ones and the default versions of those attached. */
export function policiesOfRole(role: StoredRole, policies: PolicyBook): PolicyDocument[] {
  const attached = role.attachedPolicies.flatMap((arn) => policies.find(arn) ?? []).map(defaultDocument);
  return [...Object.values(role.inlinePolicies), ...attached].map((text) => parsePolicy(text, 'identity'));
}

export function defaultDocument(policy: StoredPolicy): string {
  return policy.versions.find(({ versionId }) => versionId === policy.defaultVersionId)?.document ?? '{"Statement":[]}';
}
