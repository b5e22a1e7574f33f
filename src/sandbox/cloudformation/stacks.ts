import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.js';
import type { Collection } from '../store/store.js';
import { noSuchStack } from './errors.js';
import type { ChangeSetRecord, EventRecord, ResourceRecord, ResourceStatus, StackRecord, StackStatus } from './model.js';

/** The stored stacks, their resources and what happened to them. */
export interface Stacks {
  readonly stacks: Collection<StackRecord>;
  readonly changeSets: Collection<ChangeSetRecord>;
  /** By name among those that are not deleted, or by id among all. Throws "does not exist". */
  find(nameOrId: string): StackRecord;
  findByName(name: string): StackRecord | undefined;
  get(stackId: string): StackRecord;
  update(stackId: string, change: Partial<StackRecord>): StackRecord;
  /** Sets the stack's status and tells it as an event. */
  setStatus(stackId: string, status: StackStatus, reason?: string): void;
  resources(stackId: string): ResourceRecord[];
  resource(stackId: string, logicalId: string): ResourceRecord | undefined;
  saveResource(record: ResourceRecord): void;
  forgetResource(stackId: string, logicalId: string): void;
  /** Sets a resource's status and tells it as an event. */
  setResourceStatus(record: ResourceRecord, status: ResourceStatus, reason?: string): ResourceRecord;
  /** Newest first. */
  events(stackId: string): EventRecord[];
}

const stackType = 'AWS::CloudFormation::Stack';

export function openStacks(context: SandboxContext): Stacks {
  const stacks = context.store.collection<StackRecord>('cloudformation.stacks');
  const resources = context.store.collection<ResourceRecord>('cloudformation.resources');
  const events = context.store.collection<EventRecord>('cloudformation.events');
  const changeSets = context.store.collection<ChangeSetRecord>('cloudformation.change-sets');
  const keyOf = (stackId: string, logicalId: string) => `${stackId} ${logicalId}`;

  const get = (stackId: string) => {
    const stack = stacks.get(stackId);
    if (!stack) throw noSuchStack(stackId);
    return stack;
  };
  const findByName = (name: string) => stacks.values().find((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE');
  const tell = (event: Omit<EventRecord, 'id' | 'at'>) => {
    const at = context.clock.now();
    const stem = `${event.logicalId}-${event.status}-${new Date(at).toISOString()}`;
    const isFree = event.type !== stackType && !events.has(stem);
    const id = isFree ? stem : event.type === stackType ? randomUUID() : `${stem}-${randomUUID().slice(0, 8)}`;
    events.set(id, { ...event, id, at });
  };

  return {
    stacks,
    changeSets,
    get,
    findByName,
    find: (nameOrId) => {
      const stack = nameOrId.startsWith('arn:') ? stacks.get(nameOrId) : findByName(nameOrId);
      if (!stack) throw noSuchStack(nameOrId);
      return stack;
    },
    update: (stackId, change) => stacks.update(stackId, change),
    setStatus: (stackId, status, reason) => {
      const stack = stacks.update(stackId, { status, reason });
      tell({
        stackId,
        stackName: stack.name,
        logicalId: stack.name,
        physicalId: stackId,
        type: stackType,
        status,
        reason,
        clientRequestToken: stack.clientRequestToken,
      });
    },
    resources: (stackId) => resources.values().filter((record) => record.stackId === stackId),
    resource: (stackId, logicalId) => resources.get(keyOf(stackId, logicalId)),
    saveResource: (record) => resources.set(keyOf(record.stackId, record.logicalId), record),
    forgetResource: (stackId, logicalId) => void resources.delete(keyOf(stackId, logicalId)),
    setResourceStatus: (record, status, reason) => {
      const changed: ResourceRecord = { ...record, status, reason, updatedAt: context.clock.now() };
      resources.set(keyOf(record.stackId, record.logicalId), changed);
      const { name, clientRequestToken } = get(record.stackId);
      tell({
        stackId: record.stackId,
        stackName: name,
        logicalId: record.logicalId,
        physicalId: record.physicalId ?? '',
        type: record.type,
        status,
        reason,
        properties: JSON.stringify(record.properties),
        clientRequestToken,
      });
      return changed;
    },
    events: (stackId) => events.values().filter((event) => event.stackId === stackId).reverse(),
  };
}
