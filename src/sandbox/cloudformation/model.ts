import type { DeletionPolicy } from './template/template.js';

/** The shapes in which stacks are stored. Times are milliseconds since the epoch. */

export const statuses = [
  'CREATE_IN_PROGRESS',
  'CREATE_FAILED',
  'CREATE_COMPLETE',
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_FAILED',
  'ROLLBACK_COMPLETE',
  'DELETE_IN_PROGRESS',
  'DELETE_FAILED',
  'DELETE_COMPLETE',
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_FAILED',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'REVIEW_IN_PROGRESS',
] as const;
export type StackStatus = (typeof statuses)[number];

/** What a stack is to be: changes as a whole with an update. */
export interface StackDefinition {
  readonly templateBody: string;
  /** By name, as given: lists as "a,b". */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface StackRecord {
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly reason?: string;
  readonly definition: StackDefinition;
  /** During an update: what the stack was before. */
  readonly previous?: StackDefinition;
  readonly description?: string;
  readonly outputs: readonly StackOutput[];
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  readonly timeoutInMinutes?: number;
  readonly retainExceptOnCreate: boolean;
  readonly terminationProtection: boolean;
  readonly roleArn?: string;
  readonly changeSetId?: string;
  readonly clientRequestToken?: string;
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  /** How it is to be deleted, once that was asked for. */
  readonly deletion?: { readonly retain: readonly string[]; readonly force: boolean };
}

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_FAILED'
  | 'CREATE_COMPLETE'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_FAILED'
  | 'UPDATE_COMPLETE'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_FAILED'
  | 'DELETE_COMPLETE'
  | 'DELETE_SKIPPED';

/** A thing that was made: enough to read it, change it and delete it without any template. */
export interface MadeResource {
  readonly physicalId?: string;
  /** For Fn::GetAtt. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Evaluated. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The stack's tags it was made with. */
  readonly stackTags: Readonly<Record<string, string>>;
}

export interface ResourceRecord extends MadeResource {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
  readonly updatedAt: number;
  /** Logical ids that must outlive this one. */
  readonly dependencies: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly metadata?: unknown;
  /** Counts replacements, so that a replacement gets another generated name. */
  readonly generation: number;
  /**
   * During an update: what happened to it, and what it was before. `undone`: a replacement taken back, where
   * `before` is the resource that was to take its place.
   */
  readonly change?: { readonly kind: 'created' | 'updated' | 'replaced' | 'undone'; readonly before?: MadeResource };
}

export interface EventRecord {
  readonly id: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly properties?: string;
  readonly clientRequestToken?: string;
  readonly at: number;
}

export interface ChangeSetRecord {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly definition: StackDefinition;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string;
  readonly executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE' | 'OBSOLETE';
  readonly onFailure?: StackRecord['onFailure'];
  readonly changes: readonly PlannedChange[];
  readonly createdAt: number;
}

export interface PlannedChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False';
}
