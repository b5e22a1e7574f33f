import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateDir } from './state-dir.js';
import { readJson } from './state-dir.js';

const OLDER_THAN_MS = 60 * 60 * 1000;

/** Removes what a process that was killed halfway left behind: scratch directories, and containers without a record. */
export async function sweepLeftovers(state: StateDir): Promise<void> {
  const before = Date.now() - OLDER_THAN_MS;
  for (const parent of [state.scratch, state.containers]) {
    for (const name of await readdir(parent).catch(() => [])) {
      const path = join(parent, name);
      const found = await stat(path).catch(() => undefined);
      if (!found || found.mtimeMs > before) continue;
      if (parent === state.containers && (await readJson(join(path, 'container.json'))) !== undefined) continue;
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
