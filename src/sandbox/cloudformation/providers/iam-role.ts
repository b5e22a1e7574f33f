import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  DeleteRoleCommandInput,
  DeleteRoleCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  TagRoleCommandInput,
  TagRoleCommandOutput,
  UntagRoleCommandInput,
  UntagRoleCommandOutput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { attachRolePolicy, deleteRolePolicy, detachRolePolicy, putRolePolicy } from './iam-policy-documents.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags, updateTags } from './resource-tags.js';
import { document, integer, list, object, tags, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const iamRole = defineProvider({
  type: 'AWS::IAM::Role',
  properties: object(
    { AssumeRolePolicyDocument: document },
    {
      RoleName: text,
      Path: text,
      Description: text,
      MaxSessionDuration: integer,
      ManagedPolicyArns: list(text),
      Policies: list(object({ PolicyName: text, PolicyDocument: document }, {})),
      Tags: tags,
    },
  ),
  attributes: ['Arn', 'RoleId'],
  takes: { create: 18_000, delete: 2_000 },
  nameProperty: 'RoleName',
  physicalIdIsName: true,
  create: async ({ ManagedPolicyArns: _, Policies: __, Tags, RoleName, ...properties }, context) => {
    const { Role } = await context.call<CreateRoleCommandInput, CreateRoleCommandOutput>('iam', 'CreateRole', {
      ...properties,
      RoleName: RoleName ?? context.generatedName(64),
      Tags: resourceTags(Tags, context.stackTags),
    });
    return required(Role?.RoleName, 'RoleName');
  },
  settle: async (RoleName, { ManagedPolicyArns = [], Policies = [] }, context) => {
    for (const arn of ManagedPolicyArns) await attachRolePolicy(RoleName, arn, context);
    for (const { PolicyName, PolicyDocument } of Policies) await putRolePolicy(RoleName, PolicyName, PolicyDocument, context);
    const { Role } = await context.call<GetRoleCommandInput, GetRoleCommandOutput>('iam', 'GetRole', { RoleName });
    return { Arn: Role?.Arn, RoleId: Role?.RoleId };
  },
  update: {
    inPlace: ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies', 'Tags'],
    apply: async (RoleName, change, context) => {
      const { before, after } = change;
      const arns = after.ManagedPolicyArns ?? [];
      const policies = after.Policies ?? [];
      for (const arn of before.ManagedPolicyArns ?? []) if (!arns.includes(arn)) await detachRolePolicy(RoleName, arn, context);
      for (const { PolicyName } of before.Policies ?? []) {
        if (!policies.some((policy) => policy.PolicyName === PolicyName)) await deleteRolePolicy(RoleName, PolicyName, context);
      }
      for (const arn of arns) await attachRolePolicy(RoleName, arn, context);
      for (const { PolicyName, PolicyDocument } of policies) await putRolePolicy(RoleName, PolicyName, PolicyDocument, context);
      await context.call<UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput>('iam', 'UpdateAssumeRolePolicy', {
        RoleName,
        PolicyDocument: after.AssumeRolePolicyDocument,
      });
      await updateTags(change, context, {
        set: (Tags) => context.call<TagRoleCommandInput, TagRoleCommandOutput>('iam', 'TagRole', { RoleName, Tags }),
        remove: (TagKeys) => context.call<UntagRoleCommandInput, UntagRoleCommandOutput>('iam', 'UntagRole', { RoleName, TagKeys }),
      });
    },
  },
  // Only what the template attached: with a policy of somebody else's on it, IAM refuses to delete the role.
  remove: async (RoleName, { ManagedPolicyArns = [], Policies = [] }, context) => {
    for (const arn of ManagedPolicyArns) await detachRolePolicy(RoleName, arn, context);
    for (const { PolicyName } of Policies) await deleteRolePolicy(RoleName, PolicyName, context);
    await unlessMissing(context.call<DeleteRoleCommandInput, DeleteRoleCommandOutput>('iam', 'DeleteRole', { RoleName }));
  },
});
