import { invalidParameter } from '../registry/errors.js';

/** Refuses a policy document that is no JSON object. */
export function requirePolicyText(parameter: string, text: string): void {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw invalidParameter(parameter, 'must be valid JSON');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw invalidParameter(parameter, 'must be a JSON object');
  }
}
