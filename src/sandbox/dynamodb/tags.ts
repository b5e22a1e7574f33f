import { validationException } from './errors.js';
import { isJsonObject } from './json.js';

/** Reads `[{Key, Value}]`. @throws ValidationException */
export function readTags(list: unknown): Record<string, string> {
  const pairs = (Array.isArray(list) ? list : []).map((entry: unknown): [string, string] => {
    const { Key: key, Value: value } = isJsonObject(entry) ? entry : {};
    if (typeof key !== 'string' || key === '' || key.length > 128) throw validationException('A tag needs a Key of 1 to 128 characters.');
    if (typeof value !== 'string' || value.length > 256) throw validationException(`The tag ${key} needs a Value of at most 256 characters.`);
    if (key.toLowerCase().startsWith('aws:')) throw validationException('Tag keys that begin with aws: are reserved.');
    return [key, value];
  });
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw validationException('Tag keys must be unique.');
  if (pairs.length > 50) throw validationException('A resource can have no more than 50 tags.');
  return Object.fromEntries(pairs);
}
