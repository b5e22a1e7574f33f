import type { SandboxContext } from '../context.js';
import type { Collection } from '../store/store.js';
import { awsManagedPolicies } from './aws-managed-policies.js';
import { noSuchPolicy, noSuchRole, protectedRole } from './errors.js';
import type { StoredDeletionTask, StoredPolicy, StoredRole } from './model.js';

/** What IAM remembers, and how its operations find things in it. */
export interface IamState {
  readonly context: SandboxContext;
  readonly roles: RoleBook;
  readonly policies: PolicyBook;
  readonly deletionTasks: Collection<StoredDeletionTask>;
}

export interface RoleBook {
  find(roleName: string): Readonly<StoredRole> | undefined;
  /** @throws NoSuchEntity */
  get(roleName: string): Readonly<StoredRole>;
  /** As `get`, for a change. @throws NoSuchEntity, UnmodifiableEntity for a service-linked role */
  getToChange(roleName: string): Readonly<StoredRole>;
  all(): Readonly<StoredRole>[];
  save(role: StoredRole): void;
  delete(roleName: string): void;
}

export interface PolicyBook {
  find(arn: string): Readonly<StoredPolicy> | undefined;
  /** The account's and AWS's own. @throws NoSuchEntity */
  get(arn: string): Readonly<StoredPolicy>;
  all(): Readonly<StoredPolicy>[];
  save(policy: StoredPolicy): void;
  delete(arn: string): void;
}

export function createIamState(context: SandboxContext): IamState {
  return {
    context,
    roles: createRoleBook(context.store.collection<StoredRole>('iam.roles')),
    policies: createPolicyBook(context.store.collection<StoredPolicy>('iam.policies')),
    deletionTasks: context.store.collection<StoredDeletionTask>('iam.deletionTasks'),
  };
}

function createRoleBook(collection: Collection<StoredRole>): RoleBook {
  // Names of roles are unique without regard to case.
  const find = (roleName: string) => collection.get(roleName.toLowerCase());
  const get = (roleName: string) => {
    const role = find(roleName);
    if (!role) throw noSuchRole(roleName);
    return role;
  };
  return {
    find,
    get,
    getToChange: (roleName) => {
      const role = get(roleName);
      if (role.path.startsWith('/aws-service-role/')) throw protectedRole(role.roleName);
      return role;
    },
    all: () => collection.values(),
    save: (role) => collection.set(role.roleName.toLowerCase(), role),
    delete: (roleName) => void collection.delete(roleName.toLowerCase()),
  };
}

function createPolicyBook(collection: Collection<StoredPolicy>): PolicyBook {
  const find = (arn: string) => collection.get(arn) ?? awsManagedPolicies.get(arn);
  return {
    find,
    get: (arn) => {
      const policy = find(arn);
      if (!policy) throw noSuchPolicy(arn);
      return policy;
    },
    all: () => [...collection.values(), ...awsManagedPolicies.values()],
    save: (policy) => collection.set(policy.arn, policy),
    delete: (arn) => void collection.delete(arn),
  };
}
