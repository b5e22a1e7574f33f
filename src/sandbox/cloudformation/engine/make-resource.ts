import { randomUUID } from 'node:crypto';
import type { MadeResource, ResourceRecord } from '../model.js';
import type { Provider } from '../providers/provider.js';
import type { Blueprint } from '../template/blueprint.js';
import type { ResourceDeclaration } from '../template/template.js';
import { resourcesOf } from './blueprint-of.js';
import { failureReason, isAlreadyThere } from './failure-reason.js';
import { findOrphan } from './find-orphan.js';
import { providerContext } from './provider-context.js';
import { Interrupted, refuseIfInterrupted, stackOf, type Run } from './run.js';
import type { Visited } from './walk-graph.js';

export interface Making {
  readonly blueprint: Blueprint;
  /** Aborted when another resource of the stack has failed. */
  readonly cancelled: AbortSignal;
  readonly onFailure: (logicalId: string) => void;
}

/**
 * Makes one resource, or goes on making it after a restart: a physical id that is written down is not asked for
 * again. Writes events and results; never rejects but for an interruption.
 */
export async function makeResource(run: Run, making: Making, logicalId: string): Promise<Visited> {
  const declaration = making.blueprint.resources.get(logicalId);
  const known = run.stacks.resource(run.stackId, logicalId);
  if (!declaration || known?.status === 'CREATE_COMPLETE') return 'done';
  refuseIfInterrupted(run);
  const isNew = known === undefined || known.status === 'DELETE_COMPLETE';
  let record = isNew ? newRecord(run, making.blueprint, logicalId, declaration) : known;
  const provider = providerFor(run, record.type);
  let name: string | undefined;
  try {
    const evaluated = making.blueprint.evaluate(declaration.properties, resourcesOf(run.stacks, run.stackId));
    if (isNew) record = run.stacks.setResourceStatus(record, 'CREATE_IN_PROGRESS');
    record = { ...record, properties: provider.read(evaluated) };
    name = provider.nameProperty === undefined ? undefined : (record.properties[provider.nameProperty] as string | undefined);
    record = await bringAbout(run, record, provider, making.cancelled, isNew);
    run.stacks.setResourceStatus(record, 'CREATE_COMPLETE');
    return 'done';
  } catch (error) {
    refuseIfInterrupted(run);
    if (error instanceof Interrupted) throw error;
    const latest = run.stacks.resource(run.stackId, logicalId) ?? record;
    const reason = making.cancelled.aborted ? 'Resource creation cancelled' : failureReason(record, error, randomUUID(), name);
    run.stacks.setResourceStatus({ ...latest, properties: record.properties }, 'CREATE_FAILED', reason);
    making.onFailure(logicalId);
    return 'failed';
  }
}

export function providerFor(run: Run, type: string): Provider {
  const provider = run.providers.get(type);
  if (!provider) throw new Error(`The stack has a resource of type ${type}, which this version of the sandbox does not know`);
  return provider;
}

export function newRecord(run: Run, blueprint: Blueprint, logicalId: string, declaration: ResourceDeclaration): ResourceRecord {
  return {
    stackId: run.stackId,
    logicalId,
    type: declaration.type,
    status: 'CREATE_IN_PROGRESS',
    updatedAt: run.context.clock.now(),
    dependencies: blueprint.dependencies.get(logicalId) ?? [],
    deletionPolicy: declaration.deletionPolicy,
    updateReplacePolicy: declaration.updateReplacePolicy,
    metadata: declaration.metadata,
    generation: 0,
    attributes: {},
    properties: {},
    stackTags: stackOf(run).definition.tags,
  };
}

/** Asks once more after a restart: what is there under the very name is what was asked for the time before. */
async function askAgain(ask: () => Promise<string>, record: ResourceRecord, provider: Provider): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    const name = provider.nameProperty === undefined ? undefined : record.properties[provider.nameProperty];
    if (provider.physicalIdIsName && typeof name === 'string' && isAlreadyThere(error)) return name;
    throw error;
  }
}

/** Asks for the resource unless it is there, writes its id down, waits until it is ready. */
async function bringAbout(run: Run, start: ResourceRecord, provider: Provider, cancelled: AbortSignal, isNew: boolean): Promise<ResourceRecord> {
  const signal = AbortSignal.any([run.signal, cancelled]);
  const context = providerContext(run, start.logicalId, { generation: start.generation, stackTags: start.stackTags, signal });
  const { clock, pace } = run.context;
  const begun = clock.now();
  let record = start;
  let physicalId = record.physicalId;
  if (physicalId === undefined) {
    const ask = () => provider.create(record.properties, context);
    physicalId = isNew ? await ask() : ((await findOrphan(run, record)) ?? (await askAgain(ask, record, provider)));
    record = { ...record, physicalId };
    // Written even if the run was interrupted meanwhile: what exists must not be lost.
    if (run.signal.aborted) run.stacks.saveResource(record);
    refuseIfInterrupted(run);
    record = run.stacks.setResourceStatus(record, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
  }
  const attributes = await provider.settle(physicalId, record.properties, context);
  await clock.sleep(Math.max(0, pace.ms(provider.takes.create) - (clock.now() - begun)), signal);
  const made: MadeResource = { physicalId, attributes, properties: record.properties, stackTags: record.stackTags };
  return { ...record, ...made };
}
