import type { Capability } from '@aws-sdk/client-cloudformation';
import { insufficientCapabilities } from '../errors.js';
import type { Template } from './template.js';

/** IAM types, with the property by which the author names them. */
const iamTypes: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
};

export interface NeededCapability {
  readonly capability: Capability;
  /** The resources that ask for it. */
  readonly types: readonly string[];
}

/** What the caller must acknowledge: resources of IAM, with names of their own or not. */
export function neededCapability(template: Template): NeededCapability | undefined {
  const iam = [...template.resources.values()].filter(({ type }) => type in iamTypes);
  if (iam.length === 0) return undefined;
  const isNamed = iam.some(({ type, properties }) => {
    const property = iamTypes[type];
    return property !== undefined && properties[property] !== undefined;
  });
  return { capability: isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM', types: [...new Set(iam.map(({ type }) => type))] };
}

export function requireCapability(template: Template, given: readonly string[]): void {
  const needed = neededCapability(template);
  if (needed === undefined || given.includes('CAPABILITY_NAMED_IAM') || given.includes(needed.capability)) return;
  throw insufficientCapabilities(needed.capability);
}
