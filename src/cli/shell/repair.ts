import type { EnvironmentChange } from './target-environment.js';

/**
 * The learner's start files run after we have set the environment, and may set a profile, a region or another PATH.
 * What must hold is handed over a second time under another name, and put right by a start file of ours, which so
 * holds names only: keys are never written to disk.
 */
export interface Repair {
  readonly binDir: string;
  readonly keep: readonly string[];
  readonly unset: readonly string[];
}

export const keptPrefix = 'BOYACKY_LAB_KEPT_';

export function repairOf(binDir: string, changes: EnvironmentChange): Repair {
  const names = Object.keys(changes).filter((name) => /^(AWS_\w+|NO_PROXY)$/i.test(name)).sort();
  return { binDir, keep: names.filter((name) => changes[name] !== undefined), unset: names.filter((name) => changes[name] === undefined) };
}

/** The second copies, for the environment of the shell. */
export function keptCopies({ keep }: Repair, changes: EnvironmentChange): Record<string, string> {
  return Object.fromEntries(keep.map((name) => [keptPrefix + name, changes[name] ?? '']));
}
