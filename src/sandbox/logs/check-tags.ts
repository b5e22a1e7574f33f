import { AwsError } from '../aws-error.js';
import { invalidParameter } from './errors.js';

/** @throws InvalidParameterException, TooManyTagsException */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) {
    if (key === '' || key.length > 128 || value.length > 256) throw invalidParameter('Tag keys have 1 to 128 characters, tag values at most 256.');
    if (key.toLowerCase().startsWith('aws:')) throw invalidParameter('Tag keys that begin with aws: are reserved.');
  }
  if (Object.keys(tags).length > 50) throw new AwsError('TooManyTagsException', 'A resource can have no more than 50 tags.');
}
