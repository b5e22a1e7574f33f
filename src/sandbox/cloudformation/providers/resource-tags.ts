import type { Change, ProviderContext } from './provider.js';

export interface KeyValue {
  Key: string;
  Value: string;
}

/** The tags that a resource is to bear: the stack's and its own; its own win. */
export function resourceTags(own: readonly KeyValue[] | undefined, stackTags: Readonly<Record<string, string>>): KeyValue[] {
  const all: Record<string, string> = { ...stackTags };
  for (const { Key, Value } of own ?? []) all[Key] = Value;
  return Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
}

/** The same for services that accept aws:cloudformation:… tags. */
export function resourceAndSystemTags(own: readonly KeyValue[] | undefined, context: ProviderContext): KeyValue[] {
  return [...resourceTags(own, context.stackTags), ...Object.entries(context.systemTags).map(([Key, Value]) => ({ Key, Value }))];
}

/** Brings a resource's tags from before an update to after it, by the service's own two calls. */
export async function updateTags(
  { before, after, tagsBefore }: Change<{ Tags?: KeyValue[] }>,
  { stackTags }: ProviderContext,
  service: { set(tags: KeyValue[]): Promise<unknown>; remove(keys: string[]): Promise<unknown> },
): Promise<void> {
  const old = resourceTags(before.Tags, tagsBefore);
  const now = resourceTags(after.Tags, stackTags);
  const set = now.filter(({ Key, Value }) => !old.some((tag) => tag.Key === Key && tag.Value === Value));
  const removed = old.map(({ Key }) => Key).filter((key) => !now.some((tag) => tag.Key === key));
  if (set.length > 0) await service.set(set);
  if (removed.length > 0) await service.remove(removed);
}
