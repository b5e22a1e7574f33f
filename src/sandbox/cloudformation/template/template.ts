/**
 * Stages of a template:
 * text → Template (read-template.ts, shape checked) → Blueprint (blueprint.ts, with parameters and conditions
 * decided) → properties of one resource (evaluate.ts, with what other resources became).
 */
export interface Template {
  readonly version?: string;
  readonly description?: string;
  readonly metadata?: unknown;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly mappings: unknown;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
}

export interface ParameterDeclaration {
  readonly type: string;
  readonly defaultValue?: string;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly constraintDescription?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly noEcho: boolean;
}

export const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate'] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

export interface ResourceDeclaration {
  readonly type: string;
  /** Unevaluated. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly metadata?: unknown;
}

export interface OutputDeclaration {
  readonly value: unknown;
  readonly description?: string;
  readonly condition?: string;
  readonly exportName?: unknown;
}
