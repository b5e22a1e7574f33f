import { isLentByEnvironment } from './command-line.js';

/** The values that `-e NAME` picks up from the command's own environment. */
export function lendEnvironment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => isLentByEnvironment(name)));
}
