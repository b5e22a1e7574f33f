import type {
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
  DeletePolicyVersionCommandInput,
  DeletePolicyVersionCommandOutput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
  PolicyVersion,
  SetDefaultPolicyVersionCommandInput,
  SetDefaultPolicyVersionCommandOutput,
} from '@aws-sdk/client-iam';
import type { Handler } from '../../service.js';
import { deleteConflict, limitExceeded, noSuchEntity } from '../errors.js';
import { encodeDocument } from '../identifiers.js';
import { checkManagedPolicy } from '../managed-policy-size.js';
import type { StoredPolicy, StoredPolicyVersion } from '../model.js';
import { ownPolicy } from '../own-policy.js';
import { pageOf } from '../page.js';
import type { IamState } from '../state.js';

export function createPolicyVersion(state: IamState): Handler<CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput> {
  return ({ PolicyArn: arn = '', PolicyDocument: document = '', SetAsDefault: setAsDefault = false }) => {
    const policy = ownPolicy(state, arn, 'CreatePolicyVersion');
    checkManagedPolicy(document);
    if (policy.versions.length >= 5) {
      throw limitExceeded('A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.');
    }
    const now = state.context.clock.now();
    const version: StoredPolicyVersion = { versionId: `v${policy.versionsEverMade + 1}`, document, createdAt: now };
    const changed: StoredPolicy = {
      ...policy,
      updatedAt: now,
      versions: [version, ...policy.versions],
      versionsEverMade: policy.versionsEverMade + 1,
      defaultVersionId: setAsDefault ? version.versionId : policy.defaultVersionId,
    };
    state.policies.save(changed);
    return { PolicyVersion: summary(version, changed) };
  };
}

export function getPolicyVersion({ policies }: IamState): Handler<GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput> {
  return ({ PolicyArn: arn = '', VersionId: versionId = '' }) => {
    const policy = policies.get(arn);
    const version = versionOf(policy, versionId);
    return { PolicyVersion: { ...summary(version, policy), Document: encodeDocument(version.document) } };
  };
}

export function listPolicyVersions({ policies }: IamState): Handler<ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput> {
  return (input) => {
    const policy = policies.get(input.PolicyArn ?? '');
    const { items, ...page } = pageOf(policy.versions, ({ versionId }) => versionId, input);
    return { Versions: items.map((version) => summary(version, policy)), ...page };
  };
}

export function setDefaultPolicyVersion(
  state: IamState,
): Handler<SetDefaultPolicyVersionCommandInput, SetDefaultPolicyVersionCommandOutput> {
  return ({ PolicyArn: arn = '', VersionId: versionId = '' }) => {
    const policy = ownPolicy(state, arn, 'SetDefaultPolicyVersion');
    versionOf(policy, versionId);
    state.policies.save({ ...policy, defaultVersionId: versionId, updatedAt: state.context.clock.now() });
    return {};
  };
}

export function deletePolicyVersion(state: IamState): Handler<DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput> {
  return ({ PolicyArn: arn = '', VersionId: versionId = '' }) => {
    const policy = ownPolicy(state, arn, 'DeletePolicyVersion');
    versionOf(policy, versionId);
    if (policy.defaultVersionId === versionId) throw deleteConflict('Cannot delete the default version of a policy.');
    state.policies.save({ ...policy, versions: policy.versions.filter((version) => version.versionId !== versionId) });
    return {};
  };
}

function versionOf(policy: StoredPolicy, versionId: string): StoredPolicyVersion {
  const version = policy.versions.find((candidate) => candidate.versionId === versionId);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`);
  return version;
}

function summary(version: StoredPolicyVersion, policy: StoredPolicy): PolicyVersion {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  };
}
