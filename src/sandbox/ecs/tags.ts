import type { Tag } from '@aws-sdk/client-ecs';
import type { Tags } from '../scheduler/model.js';
import { invalidParameter } from './errors.js';

/** Throws InvalidParameterException for keys and values that ECS would not take. */
export function mergeTags(old: Tags, added: readonly Tag[] = []): Tags {
  const seen = new Set<string>();
  for (const { key = '', value = '' } of added) {
    if (key === '' || key.length > 128) throw invalidParameter('Tag keys must be between 1 and 128 characters long.');
    if (value.length > 256) throw invalidParameter('Tag values must be at most 256 characters long.');
    if (key.toLowerCase().startsWith('aws:')) throw invalidParameter('Tag keys beginning with aws: are reserved for system use.');
    if (seen.has(key)) throw invalidParameter('Duplicate tag keys found. Please note that Tag keys are case sensitive.');
    seen.add(key);
  }
  const merged = { ...old, ...Object.fromEntries(added.map(({ key, value }) => [key ?? '', value ?? ''])) };
  const own = Object.keys(merged).filter((key) => !key.startsWith('aws:'));
  if (own.length > 50) throw invalidParameter('The maximum number of tags per resource is 50.');
  return merged;
}

export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
