import type { CreatePolicyCommandInput, CreatePolicyCommandOutput } from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { policySummary } from '../answers.js';
import { checkName, checkPath } from '../check-input.js';
import { entityAlreadyExists } from '../errors.js';
import { newUniqueId } from '../identifiers.js';
import { checkManagedPolicy } from '../managed-policy-size.js';
import type { StoredPolicy } from '../model.js';
import type { IamState } from '../state.js';
import { mergeTags, tagList } from '../tags.js';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export function createPolicy(state: IamState): Handler<CreatePolicyCommandInput, CreatePolicyCommandOutput> {
  const { context, policies } = state;
  return (input) => {
    const { PolicyName: policyName = '', Path: path = '/', PolicyDocument: document = '' } = input;
    checkName('policyName', policyName, 128);
    checkPath(path);
    const taken = policies.all().some((policy) => policy.arn.startsWith(ownPrefix()) && policy.policyName === policyName);
    if (taken) throw entityAlreadyExists(`A policy called ${policyName} already exists. Duplicate names are not allowed.`);
    checkManagedPolicy(document);
    const now = context.clock.now();
    const policy: StoredPolicy = {
      policyName,
      policyId: newUniqueId('ANPA'),
      path,
      arn: `${ownPrefix()}${path}${policyName}`,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      createdAt: now,
      updatedAt: now,
      tags: mergeTags({}, input.Tags),
      defaultVersionId: 'v1',
      versions: [{ versionId: 'v1', document, createdAt: now }],
      versionsEverMade: 1,
    };
    policies.save(policy);
    return { Policy: { ...policySummary(policy, state), ...(input.Tags?.length ? { Tags: tagList(policy.tags) } : {}) } };
  };

  function ownPrefix(): string {
    return `arn:aws:iam::${context.account.id}:policy`;
  }
}
