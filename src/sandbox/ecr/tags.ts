import type { Tag } from '@aws-sdk/client-ecr';
import { invalidTag, tooManyTags } from './errors.js';

const limit = 50;

/** Tags as stored. Throws InvalidTagParameterException or TooManyTagsException. */
export function toTagRecord(tags: readonly Tag[] | undefined, existing: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = (tags ?? []).map(({ Key: key = '', Value: value = '' }) => {
    if (key.length < 1 || key.length > 128) throw invalidTag('A tag key has 1 to 128 characters');
    if (value.length > 256) throw invalidTag(`The value of tag '${key}' has more than 256 characters`);
    if (/^aws:/i.test(key)) throw invalidTag(`Tag keys that start with 'aws:' are reserved: '${key}'`);
    return [key, value] as const;
  });
  if (new Set(entries.map(([key]) => key)).size < entries.length) throw invalidTag('A tag key is given twice');
  const record = Object.fromEntries([...Object.entries(existing), ...entries]);
  if (Object.keys(record).length > limit) throw tooManyTags(limit);
  return record;
}

export function toTagList(record: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(record).map(([Key, Value]) => ({ Key, Value }));
}
