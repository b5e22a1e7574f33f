import { limitExceeded } from './errors.js';
import { parsePolicy } from './parse-policy.js';

const maximum = 6144;

/** @throws MalformedPolicyDocument, LimitExceeded. White space does not count. */
export function checkManagedPolicy(document: string): void {
  parsePolicy(document, 'identity');
  if (document.replace(/\s/g, '').length > maximum) throw limitExceeded(`Cannot exceed quota for PolicySize: ${maximum}`);
}
