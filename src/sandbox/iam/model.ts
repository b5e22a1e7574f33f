/** IAM as it is stored: names, JSON texts and epoch milliseconds. */

export interface StoredRole {
  readonly roleName: string;
  readonly roleId: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDuration: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Inline policies: name → document. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order they were attached. */
  readonly attachedPolicies: readonly string[];
}

export interface StoredPolicy {
  readonly policyName: string;
  readonly policyId: string;
  readonly path: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly defaultVersionId: string;
  /** Newest first. */
  readonly versions: readonly StoredPolicyVersion[];
  /** Numbers of deleted versions are not given again. */
  readonly versionsEverMade: number;
}

export interface StoredPolicyVersion {
  readonly versionId: string;
  readonly document: string;
  readonly createdAt: number;
}

/** The outcome of a DeleteServiceLinkedRole. */
export interface StoredDeletionTask {
  readonly taskId: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly reason?: string;
}
