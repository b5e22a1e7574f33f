import type { Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { duplicateTagKeys, tooManyTags, validationError } from './errors.js';

const mostTags = 50;

/** Tags of a request on top of those a resource has. */
export function withTags(existing: Readonly<Record<string, string>>, tags: readonly Tag[] | undefined): Record<string, string> {
  const keys = (tags ?? []).map(({ Key }) => Key ?? '');
  if (new Set(keys).size < keys.length) throw duplicateTagKeys();
  if (keys.some((key) => key === '' || key.startsWith('aws:'))) throw validationError('Tag keys cannot be empty or start with aws:');
  const all = { ...existing, ...Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])) };
  if (Object.keys(all).length > mostTags) throw tooManyTags();
  return all;
}

export function tagList(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
