import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../engine.js';
import { askSupervisor } from './ask-supervisor.js';
import type { ContainerStatus } from './container-record.js';
import type { ContainerStore } from './container-store.js';
import { readContainerStatus } from './read-container-status.js';

const POLL_MS = 50;
/** Between two questions to the supervisor; in between the status file is enough. */
const PROBE_EVERY = 20;

/** SIGTERM, then SIGKILL after the grace; resolves when the process has ended. */
export async function stopContainer(containers: ContainerStore, id: string, graceSeconds: number, signal?: AbortSignal): Promise<void> {
  const status = await readContainerStatus(containers, id);
  if (status.state !== 'running') return;
  await askSupervisor(status, graceSeconds > 0 ? { op: 'stop', graceSeconds } : { op: 'kill' });
  await waitForEnd(containers, id, signal);
}

/** Resolves with the last status once the container is not running. */
export async function waitForEnd(containers: ContainerStore, id: string, signal?: AbortSignal): Promise<ContainerStatus> {
  for (let round = 0; ; round += 1) {
    if (signal?.aborted) throw new EngineError('interrupted', 'waiting for the container was interrupted');
    const status = round % PROBE_EVERY === 0 ? await readContainerStatus(containers, id) : await containers.status(id);
    if (status.state !== 'running') return status;
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
