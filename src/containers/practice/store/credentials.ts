import type { StateDir } from './state-dir.js';
import { readJson, writeAtomically } from './state-dir.js';

/**
 * Registry logins, kept as docker keeps its own: base64 of "user:password" in a file that only its owner can
 * read, taken out again by logout. The sandbox's registry passwords die with the sandbox.
 */
export interface Credentials {
  /** The parameter of a Basic Authorization header. */
  find(registry: string): Promise<string | undefined>;
  save(registry: string, username: string, password: string): Promise<void>;
  forget(registry: string): Promise<void>;
}

export function openCredentials(state: StateDir): Credentials {
  const load = async (): Promise<Record<string, string>> => {
    const value = await readJson(state.credentials);
    return typeof value === 'object' && value !== null ? { ...(value as Record<string, string>) } : {};
  };
  return {
    find: async (registry) => (await load())[registry],
    async save(registry, username, password) {
      const logins = { ...(await load()), [registry]: basicParameter(username, password) };
      await writeAtomically(state.credentials, JSON.stringify(logins));
    },
    async forget(registry) {
      const { [registry]: removed, ...others } = await load();
      if (removed !== undefined) await writeAtomically(state.credentials, JSON.stringify(others));
    },
  };
}

export function basicParameter(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
