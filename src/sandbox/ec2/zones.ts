import type { Account } from '../context.js';

export interface Zone {
  readonly name: string;
  /** e.g. "apne1-az1": on AWS the number differs from account to account; here it follows the order of names. */
  readonly id: string;
}

const directions = { north: 'n', south: 's', east: 'e', west: 'w', central: 'c', northeast: 'ne', northwest: 'nw', southeast: 'se', southwest: 'sw' };

/** The zones that this account can use. */
export function zonesOf(account: Account): Zone[] {
  const short = account.region
    .split('-')
    .map((part) => (part in directions ? directions[part as keyof typeof directions] : part))
    .join('');
  return account.zones.map((name, index) => ({ name, id: `${short}-az${index + 1}` }));
}
