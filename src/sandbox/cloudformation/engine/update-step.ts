import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { validationError } from '../errors.js';
import type { MadeResource, ResourceRecord } from '../model.js';
import type { Blueprint } from '../template/blueprint.js';
import { blueprintOf, resourcesOf } from './blueprint-of.js';
import { failureReason } from './failure-reason.js';
import { makeResource, newRecord, providerFor, type Making } from './make-resource.js';
import { outputsOf } from './outputs-of.js';
import { differenceOf, isGone } from './plan-changes.js';
import { providerContext } from './provider-context.js';
import { refuseIfInterrupted, stackOf, type Run } from './run.js';
import { walkGraph, type Visited } from './walk-graph.js';

/** UPDATE_IN_PROGRESS → UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, or → UPDATE_ROLLBACK_IN_PROGRESS. */
export async function updateStep(run: Run): Promise<void> {
  const stack = stackOf(run);
  const cancel = new AbortController();
  setMaxListeners(0, cancel.signal);
  const failed: { id: string; verb: 'create' | 'update' }[] = [];
  const onFailure = (id: string, verb: 'create' | 'update') => {
    failed.push({ id, verb });
    cancel.abort();
  };
  try {
    const blueprint = blueprintOf(run, stack, stack.definition);
    const making: Making = { blueprint, cancelled: cancel.signal, onFailure: (id) => onFailure(id, 'create') };
    await walkGraph(
      blueprint.dependencies,
      (id) => bringUpToDate(run, making, id, () => onFailure(id, 'update')),
      () => !cancel.signal.aborted,
    );
    refuseIfInterrupted(run);
    if (failed.length > 0) {
      const verb = failed[0]?.verb ?? 'update';
      const ids = failed.map(({ id }) => id).join(', ');
      run.stacks.setStatus(run.stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', `The following resource(s) failed to ${verb}: [${ids}]. `);
      return;
    }
    run.stacks.update(run.stackId, { outputs: outputsOf(run, blueprint) });
    run.stacks.setStatus(run.stackId, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  } catch (error) {
    refuseIfInterrupted(run);
    run.stacks.setStatus(run.stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', error instanceof Error ? error.message : String(error));
  }
}

/** Makes, changes, replaces or leaves one resource, whatever the new definition asks for. */
async function bringUpToDate(run: Run, making: Making, logicalId: string, onFailure: () => void): Promise<Visited> {
  refuseIfInterrupted(run);
  const known = run.stacks.resource(run.stackId, logicalId);
  const declaration = making.blueprint.resources.get(logicalId);
  if (!declaration) return 'done';
  if (!known || isGone(known)) {
    run.stacks.setResourceStatus({ ...newRecord(run, making.blueprint, logicalId, declaration), change: { kind: 'created' } }, 'CREATE_IN_PROGRESS');
    return makeResource(run, making, logicalId);
  }
  if (known.change?.kind === 'created') return makeResource(run, making, logicalId);
  if (known.change && known.status === 'UPDATE_COMPLETE') return 'done';
  try {
    return await change(run, making.blueprint, known, AbortSignal.any([run.signal, making.cancelled]));
  } catch (error) {
    refuseIfInterrupted(run);
    const latest = run.stacks.resource(run.stackId, logicalId) ?? known;
    const reason = making.cancelled.aborted ? 'Resource update cancelled' : failureReason(known, error, randomUUID());
    run.stacks.setResourceStatus(latest, 'UPDATE_FAILED', reason);
    onFailure();
    return 'failed';
  }
}

async function change(run: Run, blueprint: Blueprint, known: ResourceRecord, signal: AbortSignal): Promise<Visited> {
  const declaration = blueprint.resources.get(known.logicalId);
  if (!declaration) return 'done';
  const provider = providerFor(run, known.type);
  const stackTags = stackOf(run).definition.tags;
  const before: MadeResource = known.change?.before ?? known;
  const asBefore = { ...known, ...before };
  const evaluated = blueprint.evaluate(declaration.properties, resourcesOf(run.stacks, run.stackId));
  const kind = differenceOf(asBefore, evaluated, stackTags, provider);
  const described = {
    dependencies: blueprint.dependencies.get(known.logicalId) ?? [],
    deletionPolicy: declaration.deletionPolicy,
    updateReplacePolicy: declaration.updateReplacePolicy,
    metadata: declaration.metadata,
  };
  if (kind === 'none') {
    run.stacks.saveResource({ ...known, ...described });
    return 'done';
  }
  const properties = provider.read(evaluated);
  const kept: MadeResource = { physicalId: before.physicalId, attributes: before.attributes, properties: before.properties, stackTags: before.stackTags };
  let record: ResourceRecord = { ...known, ...described, change: { kind: kind === 'in place' ? 'updated' : 'replaced', before: kept } };
  if (kind === 'in place') {
    if (known.status !== 'UPDATE_IN_PROGRESS') record = run.stacks.setResourceStatus(record, 'UPDATE_IN_PROGRESS');
    const context = providerContext(run, known.logicalId, { generation: known.generation, stackTags, signal });
    const physicalId = known.physicalId ?? '';
    await provider.update(physicalId, { before: before.properties, after: properties, tagsBefore: before.stackTags }, context);
    const attributes = await provider.settle(physicalId, properties, context);
    run.stacks.setResourceStatus({ ...record, properties, attributes, stackTags }, 'UPDATE_COMPLETE');
    return 'done';
  }
  refuseSecondOfName(provider.nameProperty, before.properties, properties, known.logicalId);
  const generation = known.change ? known.generation : known.generation + 1;
  const isHalfWay = known.change !== undefined && known.physicalId !== before.physicalId;
  record = { ...record, generation, properties, stackTags };
  if (!isHalfWay) {
    record = run.stacks.setResourceStatus(record, 'UPDATE_IN_PROGRESS', 'Requested update requires the creation of a new physical resource; hence creating one.');
  }
  const context = providerContext(run, known.logicalId, { generation, stackTags, signal });
  const physicalId = isHalfWay && known.physicalId !== undefined ? known.physicalId : await provider.create(properties, context);
  record = { ...record, physicalId };
  if (run.signal.aborted) run.stacks.saveResource(record);
  refuseIfInterrupted(run);
  record = run.stacks.setResourceStatus(record, 'UPDATE_IN_PROGRESS', 'Resource creation Initiated');
  const attributes = await provider.settle(physicalId, properties, context);
  run.stacks.setResourceStatus({ ...record, attributes }, 'UPDATE_COMPLETE');
  return 'done';
}

/** Old and new stand side by side for a while, which two of the same name cannot. */
function refuseSecondOfName(property: string | undefined, before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, id: string): void {
  if (property === undefined || after[property] === undefined || after[property] !== before[property]) return;
  throw validationError(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${JSON.stringify(after[property])} (${id}) and update the stack again.`,
  );
}
