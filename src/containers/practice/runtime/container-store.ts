import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import type { StateDir } from '../store/state-dir.js';
import { makePrivateDir, readJson, writeAtomically } from '../store/state-dir.js';
import type { ContainerRecord, ContainerStatus } from './container-record.js';

/** One directory for each container: container.json, status.json, output.log, rootfs/, network/. */
export interface ContainerStore {
  dir(id: string): string;
  save(record: ContainerRecord): Promise<void>;
  saveStatus(id: string, status: ContainerStatus): Promise<void>;
  status(id: string): Promise<ContainerStatus>;
  /** By id, by the beginning of an id, or by name. */
  find(reference: string): Promise<ContainerRecord | undefined>;
  /** @throws EngineError `container-not-found` */
  get(reference: string): Promise<ContainerRecord>;
  /** Newest first. */
  all(): Promise<readonly ContainerRecord[]>;
  remove(id: string): Promise<void>;
}

export function openContainerStore(state: StateDir): ContainerStore {
  const dir = (id: string) => join(state.containers, id);
  const load = async (id: string): Promise<ContainerRecord | undefined> => {
    const record = await readJson(join(dir(id), 'container.json'));
    return isRecord(record) ? record : undefined;
  };
  const all = async (): Promise<readonly ContainerRecord[]> => {
    const ids = (await readdir(state.containers).catch(() => [])).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const records = (await Promise.all(ids.map(load))).filter((record) => record !== undefined);
    return records.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  };
  const find = async (reference: string): Promise<ContainerRecord | undefined> => {
    if (/^[0-9a-f]{64}$/.test(reference)) return load(reference);
    const records = await all();
    const named = records.find(({ name }) => name === reference);
    if (named || !/^[0-9a-f]{1,63}$/.test(reference)) return named;
    const matches = records.filter(({ id }) => id.startsWith(reference));
    return matches.length === 1 ? matches[0] : undefined;
  };

  return {
    dir,
    async save(record) {
      await makePrivateDir(dir(record.id));
      await writeAtomically(join(dir(record.id), 'container.json'), JSON.stringify(record));
    },
    saveStatus: (id, status) => writeAtomically(join(dir(id), 'status.json'), JSON.stringify(status)),
    async status(id) {
      const status = await readJson(join(dir(id), 'status.json'));
      return isStatus(status) ? status : { state: 'created', hostPorts: [] };
    },
    find,
    async get(reference) {
      const record = await find(reference);
      if (!record) throw new EngineError('container-not-found', `Error response from daemon: No such container: ${reference}`);
      return record;
    },
    all,
    async remove(id) {
      // Renamed first, so that nobody finds half a container while its files go.
      const doomed = join(state.scratch, `removed-${id}`);
      await makePrivateDir(state.scratch);
      try {
        await rename(dir(id), doomed);
      } catch {
        await rm(dir(id), { recursive: true, force: true, maxRetries: 5 });
      }
      await rm(doomed, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function isRecord(value: unknown): value is ContainerRecord {
  return typeof value === 'object' && value !== null && 'id' in value && 'process' in value;
}

function isStatus(value: unknown): value is ContainerStatus {
  return typeof value === 'object' && value !== null && 'state' in value && 'hostPorts' in value;
}
