import type { CreatePolicyCommandInput, CreatePolicyCommandOutput, DeletePolicyCommandInput, DeletePolicyCommandOutput } from '@aws-sdk/client-iam';
import { attachRolePolicy, detachRolePolicy } from './iam-policy-documents.js';
import { defineProvider } from './provider.js';
import { required } from './required.js';
import { resourceTags } from './resource-tags.js';
import { document, list, object, text } from './shape.js';
import { unlessMissing } from './unless-missing.js';

export const iamManagedPolicy = defineProvider({
  type: 'AWS::IAM::ManagedPolicy',
  properties: object({ PolicyDocument: document }, { ManagedPolicyName: text, Description: text, Path: text, Roles: list(text) }),
  attributes: ['PolicyArn'],
  takes: { create: 16_000, delete: 2_000 },
  nameProperty: 'ManagedPolicyName',
  create: async ({ PolicyDocument, ManagedPolicyName, Description, Path }, context) => {
    const { Policy } = await context.call<CreatePolicyCommandInput, CreatePolicyCommandOutput>('iam', 'CreatePolicy', {
      PolicyName: ManagedPolicyName ?? context.generatedName(128),
      PolicyDocument,
      Description,
      Path,
      Tags: resourceTags([], context.stackTags),
    });
    return required(Policy?.Arn, 'Policy.Arn');
  },
  settle: async (PolicyArn, { Roles = [] }, context) => {
    for (const role of Roles) await attachRolePolicy(role, PolicyArn, context);
    return { PolicyArn };
  },
  remove: async (PolicyArn, { Roles = [] }, context) => {
    for (const role of Roles) await detachRolePolicy(role, PolicyArn, context);
    await unlessMissing(context.call<DeletePolicyCommandInput, DeletePolicyCommandOutput>('iam', 'DeletePolicy', { PolicyArn }));
  },
});
