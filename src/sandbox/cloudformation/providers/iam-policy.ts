import { deleteRolePolicy, putRolePolicy } from './iam-policy-documents.js';
import { defineProvider } from './provider.js';
import { document, list, object, text } from './shape.js';

/** An inline policy of roles. */
export const iamPolicy = defineProvider({
  type: 'AWS::IAM::Policy',
  properties: object({ PolicyName: text, PolicyDocument: document, Roles: list(text) }, {}),
  attributes: ['Id'],
  takes: { create: 16_000, delete: 2_000 },
  create: (_, context) => Promise.resolve(context.generatedName(128)),
  settle: async (Id, { PolicyName, PolicyDocument, Roles }, context) => {
    for (const role of Roles) await putRolePolicy(role, PolicyName, PolicyDocument, context);
    return { Id };
  },
  update: {
    inPlace: ['PolicyDocument'],
    apply: async (_, { after }, context) => {
      for (const role of after.Roles) await putRolePolicy(role, after.PolicyName, after.PolicyDocument, context);
    },
  },
  remove: async (_, { PolicyName, Roles }, context) => {
    for (const role of Roles) await deleteRolePolicy(role, PolicyName, context);
  },
});
