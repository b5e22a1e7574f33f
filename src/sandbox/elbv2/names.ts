import { validationError } from './errors.js';

const longestName = 32;

/** Refuses what AWS refuses as a name of a load balancer or target group. */
export function requireName(kind: 'Load balancer' | 'Target group', name: string): void {
  const subject = kind === 'Load balancer' ? 'The load balancer name' : 'Target group name';
  if (name === '') throw validationError(`${subject} cannot be empty`);
  if (name.length > longestName) throw validationError(`${subject} '${name}' cannot be longer than '${longestName}' characters`);
  const joint = kind === 'Load balancer' ? 'and' : 'or';
  if (!/^[A-Za-z0-9-]+$/.test(name)) throw validationError(`${subject} '${name}' can only contain characters that are alphanumeric characters ${joint} hyphens(-)`);
  if (/^-|-$/.test(name)) throw validationError(`${subject} '${name}' cannot begin or end with a hyphen(-)`);
  if (kind === 'Load balancer' && name.startsWith('internal-')) throw validationError(`${subject} '${name}' cannot begin with 'internal-'`);
}
