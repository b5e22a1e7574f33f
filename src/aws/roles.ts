import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { orUndefined } from './aws-failure.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

export interface Role {
  readonly name: string;
  readonly arn: string;
  /** Parsed trust policy. */
  readonly trust: PolicyDocument;
  readonly tags: Readonly<Record<string, string>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

/** A policy that stands by itself, in the version that is in force. */
export interface ManagedPolicy {
  /** "v1" */
  readonly version: string;
  readonly document: PolicyDocument;
}

/** AWS IAM roles: https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export interface Roles {
  find(name: string): Promise<Role | undefined>;
  /** Names of the roles that bear all these tags. The tagging API does not know roles: each is asked for its tags, those of AWS's own services left out. */
  withTags(tags: Readonly<Record<string, string>>): Promise<readonly string[]>;
  create(request: { name: string; trust: PolicyDocument; description: string; tags: Record<string, string> }): Promise<Role>;
  /** Those of the actions that IAM's simulation does not allow the caller. A session of a role is asked for its role. */
  deniedActions(callerArn: string, actions: readonly string[]): Promise<readonly string[]>;
  attachedPolicies(name: string): Promise<readonly string[]>;
  managedPolicy(arn: string): Promise<ManagedPolicy | undefined>;
  inlinePolicy(name: string, policyName: string): Promise<PolicyDocument | undefined>;
  putInlinePolicy(name: string, policyName: string, document: PolicyDocument): Promise<void>;
  attachPolicy(name: string, policyArn: string): Promise<void>;
  detachPolicy(name: string, policyArn: string): Promise<void>;
  /** Replaces whom the role trusts. */
  setTrust(name: string, trust: PolicyDocument): Promise<void>;
  /** Detaches and deletes its policies first, as IAM insists. */
  delete(name: string): Promise<void>;
  /** Resolves when the role is there, whoever made it. */
  ensureServiceLinkedRole(service: string): Promise<void>;
}

const rolesAtOnce = 5;

export function createRoles(config: ClientConfig): Roles {
  const iam = createSender('iam', () => new IAMClient(config));
  const attachedPolicies = async (name: string) => {
    const answer = await iam((client) => client.send(new ListAttachedRolePoliciesCommand({ RoleName: name })));
    return (answer.AttachedPolicies ?? []).map(({ PolicyArn }) => PolicyArn ?? '');
  };
  const find = async (name: string) => {
    const answer = await orUndefined(iam((client) => client.send(new GetRoleCommand({ RoleName: name }))));
    return answer?.Role && readRole(answer.Role);
  };
  const tagsOf = async (name: string) => {
    const answer = await orUndefined(iam((client) => client.send(new ListRoleTagsCommand({ RoleName: name }))));
    return Object.fromEntries((answer?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  };
  return {
    find,
    withTags: async (tags) => {
      const names: string[] = [];
      await iam(async (client) => {
        for await (const { Roles: roles = [] } of paginateListRoles({ client }, {})) {
          names.push(...roles.filter(({ Path = '' }) => !Path.startsWith('/aws-service-role/')).map(({ RoleName }) => RoleName ?? ''));
        }
      });
      const found: string[] = [];
      // IAM has a low rate for this, and an account may have hundreds of roles.
      for (let start = 0; start < names.length; start += rolesAtOnce) {
        const some = names.slice(start, start + rolesAtOnce);
        const theirs = await Promise.all(some.map(tagsOf));
        found.push(...some.filter((_, n) => Object.entries(tags).every(([key, value]) => theirs[n]?.[key] === value)));
      }
      return found;
    },
    create: ({ name, trust, description, tags }) =>
      makeOrFind(
        async () => {
          const { Role: role } = await iam((client) =>
            client.send(
              new CreateRoleCommand({
                RoleName: name,
                AssumeRolePolicyDocument: JSON.stringify(trust),
                Description: description,
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
              }),
            ),
          );
          return readRole(role ?? {});
        },
        () => find(name),
      ),
    deniedActions: async (callerArn, actions) => {
      const role = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn);
      const PolicySourceArn = role === null ? callerArn : `arn:${role[1]}:iam::${role[2]}:role/${role[3]}`;
      const answer = await iam((client) => client.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: [...actions], MaxItems: 100 })));
      return (answer.EvaluationResults ?? []).filter(({ EvalDecision }) => EvalDecision !== 'allowed').map(({ EvalActionName }) => EvalActionName ?? '');
    },
    attachedPolicies,
    managedPolicy: async (arn) => {
      const policy = await orUndefined(iam((client) => client.send(new GetPolicyCommand({ PolicyArn: arn }))));
      const version = policy?.Policy?.DefaultVersionId;
      if (version === undefined) return undefined;
      const answer = await iam((client) => client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version })));
      return { version, document: parseDocument(answer.PolicyVersion?.Document ?? '') };
    },
    inlinePolicy: async (name, policyName) => {
      const answer = await orUndefined(iam((client) => client.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policyName }))));
      return answer?.PolicyDocument === undefined ? undefined : parseDocument(answer.PolicyDocument);
    },
    detachPolicy: async (name, policyArn) => {
      await orUndefined(iam((client) => client.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn }))));
    },
    setTrust: async (name, trust) => {
      await iam((client) => client.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: JSON.stringify(trust) })));
    },
    putInlinePolicy: async (name, policyName, document) => {
      await iam((client) => client.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: policyName, PolicyDocument: JSON.stringify(document) })));
    },
    attachPolicy: async (name, policyArn) => {
      await iam((client) => client.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn })));
    },
    delete: async (name) => {
      const attached = await orUndefined(attachedPolicies(name));
      if (attached === undefined) return;
      for (const PolicyArn of attached) {
        await orUndefined(iam((client) => client.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }))));
      }
      const inline = await orUndefined(iam((client) => client.send(new ListRolePoliciesCommand({ RoleName: name }))));
      for (const PolicyName of inline?.PolicyNames ?? []) {
        await orUndefined(iam((client) => client.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName }))));
      }
      await orUndefined(iam((client) => client.send(new DeleteRoleCommand({ RoleName: name }))));
    },
    ensureServiceLinkedRole: async (service) => {
      try {
        await iam((client) => client.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: service })));
      } catch (error) {
        if (!/has been taken in this account/.test((error as Error).message)) throw error;
      }
    },
  };
}

function readRole(role: { RoleName?: string; Arn?: string; AssumeRolePolicyDocument?: string; Tags?: { Key?: string; Value?: string }[] }): Role {
  return {
    name: role.RoleName ?? '',
    arn: role.Arn ?? '',
    trust: parseDocument(role.AssumeRolePolicyDocument ?? ''),
    tags: Object.fromEntries((role.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}

/** IAM sends documents URL-encoded (RFC 3986). */
function parseDocument(encoded: string): PolicyDocument {
  const document = JSON.parse(decodeURIComponent(encoded) || '{}') as { Version?: string; Statement?: PolicyStatement | PolicyStatement[] };
  return { ...document, Statement: [document.Statement ?? []].flat() };
}
