import { join } from 'node:path';
import { sha256 } from './blob-store.js';
import type { StateDir } from './state-dir.js';
import { readJson, writeAtomically } from './state-dir.js';

/** When an image with these steps and labels was built for the first time, so that building again gives the same id. */
export interface BuildDates {
  find(steps: string, labels: string): Promise<string | undefined>;
  save(steps: string, labels: string, date: string): Promise<void>;
}

export function openBuildDates(state: StateDir): BuildDates {
  const file = (steps: string, labels: string) =>
    join(state.cache, `date-${sha256(JSON.stringify([steps, labels])).slice('sha256:'.length)}.json`);
  return {
    async find(steps, labels) {
      const date = await readJson(file(steps, labels));
      return typeof date === 'string' ? date : undefined;
    },
    save: (steps, labels, date) => writeAtomically(file(steps, labels), JSON.stringify(date)),
  };
}
