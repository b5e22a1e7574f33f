import { validationError } from './errors.js';

const namePattern = /^[\w+=,.@-]+$/;

/** @throws ValidationError in the words of AWS when a name is empty, too long or holds another character. */
export function checkName(member: string, value: string, maximum: number): void {
  if (value.length > maximum) refuse(member, value, `Member must have length less than or equal to ${maximum}`);
  if (value.length < 1) refuse(member, value, 'Member must have length greater than or equal to 1');
  if (!namePattern.test(value)) {
    throw validationError(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
}

export function checkPath(path: string): void {
  if (!/^\/([\x21-\x7e]+\/)?$/.test(path) || path.length > 512) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
}

export function checkSessionDuration(seconds: number): void {
  const member = 'maxSessionDuration';
  if (seconds < 3600) refuse(member, String(seconds), 'Member must have value greater than or equal to 3600');
  if (seconds > 43_200) refuse(member, String(seconds), 'Member must have value less than or equal to 43200');
}

function refuse(member: string, value: string, constraint: string): never {
  throw validationError(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`);
}
