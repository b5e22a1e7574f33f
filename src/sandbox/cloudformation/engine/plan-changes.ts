import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error.js';
import { validationError } from '../errors.js';
import type { PlannedChange, ResourceRecord } from '../model.js';
import { PropertyError } from '../providers/shape.js';
import type { Provider } from '../providers/provider.js';
import { notYetKnown } from '../template/evaluate.js';
import type { Blueprint, Resources } from '../template/blueprint.js';

type Tags = Readonly<Record<string, string>>;

/** What would become of each resource if the blueprint were carried out on what is there. */
export function planChanges(
  blueprint: Blueprint,
  present: readonly ResourceRecord[],
  tags: Tags,
  providers: ReadonlyMap<string, Provider>,
): PlannedChange[] {
  const records = new Map(present.filter((record) => !isGone(record)).map((record) => [record.logicalId, record]));
  refuseTypeChanges(blueprint, records);
  const changes: PlannedChange[] = [];
  /** Resources that will be others than they are, so that nothing is known of them yet. */
  const changing = new Set<string>();
  const resources: Resources = {
    ref: (id) => (changing.has(id) ? notYetKnown : records.get(id)?.physicalId),
    attribute: (id, name) => (changing.has(id) ? notYetKnown : (records.get(id)?.attributes[name] ?? notYetKnown)),
  };
  for (const logicalId of inOrder(blueprint)) {
    const declaration = blueprint.resources.get(logicalId);
    const record = records.get(logicalId);
    if (!declaration) continue;
    const { type } = declaration;
    if (!record) {
      changing.add(logicalId);
      changes.push({ action: 'Add', logicalId, type });
      continue;
    }
    const difference = differenceOf(record, blueprint.evaluate(declaration.properties, resources), tags, providers.get(type));
    if (difference === 'none') continue;
    if (difference === 'replacement') changing.add(logicalId);
    const replacement = difference === 'replacement' ? 'True' : 'False';
    changes.push({ action: 'Modify', logicalId, physicalId: record.physicalId, type, replacement });
  }
  for (const { logicalId, physicalId, type } of records.values()) {
    if (!blueprint.resources.has(logicalId)) changes.push({ action: 'Remove', logicalId, physicalId, type });
  }
  return changes;
}

export function isGone({ status }: ResourceRecord): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED';
}

/** Whether new properties (evaluated, unread) ask for nothing, for a change in place, or for another resource. */
export function differenceOf(
  record: ResourceRecord,
  evaluated: unknown,
  tags: Tags,
  provider: Provider | undefined,
): 'none' | 'in place' | 'replacement' {
  if (!provider) return 'none';
  const after = readOr(provider, evaluated);
  const changed = [...new Set([...Object.keys(record.properties), ...Object.keys(after)])].filter(
    (key) => !isDeepStrictEqual(record.properties[key], after[key]),
  );
  // Stack tags reach resources with a Tags property, and only those can take a change of them.
  if (provider.inPlace.includes('Tags') && !isDeepStrictEqual(record.stackTags, tags) && !changed.includes('Tags')) changed.push('Tags');
  if (changed.length === 0) return 'none';
  return changed.every((key) => provider.inPlace.includes(key)) ? 'in place' : 'replacement';
}

/** Values that are not known yet cannot be checked: such properties count as they are. */
function readOr(provider: Provider, evaluated: unknown): Readonly<Record<string, unknown>> {
  try {
    return provider.read(evaluated);
  } catch (error) {
    if (error instanceof PropertyError || error instanceof TypeError || error instanceof AwsError) return { ...(evaluated as object) };
    throw error;
  }
}

function refuseTypeChanges(blueprint: Blueprint, records: ReadonlyMap<string, ResourceRecord>): void {
  const changed = [...blueprint.resources].filter(([id, { type }]) => records.has(id) && records.get(id)?.type !== type).map(([id]) => id);
  if (changed.length === 0) return;
  throw validationError(
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`,
  );
}

/** Logical ids so that each comes after what it depends on. */
export function inOrder({ dependencies }: Blueprint): string[] {
  const order = new Set<string>();
  const add = (id: string) => {
    if (order.has(id)) return;
    for (const other of dependencies.get(id) ?? []) add(other);
    order.add(id);
  };
  for (const id of dependencies.keys()) add(id);
  return [...order];
}
