import { askSupervisor } from './ask-supervisor.js';
import type { ContainerStatus } from './container-record.js';
import type { ContainerStore } from './container-store.js';

const KILLED = 137;

/** The status as it is, not as it was last written: a supervisor that was killed cannot write that it was. */
export async function readContainerStatus(containers: ContainerStore, id: string): Promise<ContainerStatus> {
  const written = await containers.status(id);
  if (written.state !== 'running' || (await askSupervisor(written, { op: 'ping' }))) return written;

  const again = await containers.status(id);
  if (again.state !== 'running' || again.token !== written.token) return again;
  const ended: ContainerStatus = {
    ...again,
    state: 'exited',
    exitCode: KILLED,
    error: 'the process is gone and could not say why (it was killed, or this machine was restarted)',
    finishedAt: new Date().toISOString(),
  };
  if (await containers.find(id)) await containers.saveStatus(id, ended);
  return ended;
}
