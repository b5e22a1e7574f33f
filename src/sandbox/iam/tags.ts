import type { Tag } from '@aws-sdk/client-iam';
import { invalidInput, limitExceeded } from './errors.js';

type Tags = Readonly<Record<string, string>>;

/** @throws InvalidInput / LimitExceeded for keys that IAM would not take. */
export function mergeTags(old: Tags, added: readonly Tag[] = []): Tags {
  const seen = new Set<string>();
  for (const { Key: key = '' } of added) {
    if (key === '' || key.length > 128) throw invalidInput('Tag keys must be between 1 and 128 characters long.');
    if (key.toLowerCase().startsWith('aws:')) throw invalidInput('Tag keys beginning with aws: are reserved for system use.');
    if (seen.has(key.toLowerCase())) {
      throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    seen.add(key.toLowerCase());
  }
  const merged = { ...old, ...Object.fromEntries(added.map(({ Key, Value }) => [Key ?? '', Value ?? ''])) };
  if (Object.keys(merged).length > 50) throw limitExceeded('Cannot exceed quota for TagsPerRole: 50');
  return merged;
}

export function removeTags(old: Tags, keys: readonly string[] = []): Tags {
  return Object.fromEntries(Object.entries(old).filter(([key]) => !keys.includes(key)));
}

export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
