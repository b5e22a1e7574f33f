import type { ContainerEngine } from '../../containers/engine.js';
import type { LocalApp } from '../../containers/local-app.js';
import { imageLabel } from '../clean-up/find-claims.js';

/** Ports that the workshop's own app or containers of its images hold; an engine that does not answer holds none. */
export async function findOwnPorts(app: Pick<LocalApp, 'running'>, engine: Pick<ContainerEngine, 'listContainers'> | undefined): Promise<readonly number[]> {
  const containers = (await engine?.listContainers({ label: imageLabel }).catch(() => [])) ?? [];
  return [app.running()?.port, ...containers.flatMap(({ ports }) => ports.map(({ hostPort }) => hostPort))].filter((port) => port !== undefined);
}
