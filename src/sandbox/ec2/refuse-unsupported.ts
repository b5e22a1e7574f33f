import { notInSandbox } from './errors.js';

/** Refuses, by name, parameters that the sandbox cannot honour. `false` and absent ask for nothing. */
export function refuseUnsupported<Input extends object>(input: Input, names: readonly (keyof Input & string)[]): void {
  for (const name of names) {
    const value: unknown = input[name];
    if (value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)) throw notInSandbox(name);
  }
}
