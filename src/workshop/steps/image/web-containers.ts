import type { Container, EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import type { LedgerResource } from '../../ledger.js';
import { appPort, names, tagKeys } from '../../names.js';
import type { StepContext } from '../../types.js';
import { portTakenError } from '../local/port-taken.js';
import { firstImage, labelsFor, secondImage } from './local-image.js';

/** Podman writes "localhost/" in front of a name without a registry. */
const localName = new RegExp(`^(localhost/)?${names.localImage}(:[\\w.-]+)?$`);

/** Containers of the local image, ours and the learner's, stopped ones too; newest first. */
export async function findWebContainers({ engine, progress }: StepContext): Promise<readonly Container[]> {
  const known = [progress.fact(firstImage), progress.fact(secondImage)];
  const byId = (image: string) => /^(sha256:)?[0-9a-f]{6,64}$/.test(image);
  return (await engine.listContainers()).filter(({ image, imageId }) => localName.test(image) || (byId(image) && known.includes(imageId)));
}

/** A learner's own have the names that the engine gave them: they are known once they are there. */
export async function webContainersAsResources(context: StepContext): Promise<readonly LedgerResource[]> {
  return (await findWebContainers(context)).map(({ name }) => ({ kind: 'local-container', id: name }));
}

/** The one that runs and answers for a port of this machine. */
export async function findOnPort(context: StepContext, hostPort: number): Promise<Container | undefined> {
  return (await findWebContainers(context)).find((container) => container.state === 'running' && publishes(container, hostPort));
}

export function publishes({ ports }: Container, hostPort: number): boolean {
  return ports.some((port) => port.hostPort === hostPort);
}

export function isOurs({ labels }: Container): boolean {
  return tagKeys.workshop.replace(':', '.') in labels;
}

export function nameFor(hostPort: number): string {
  return `boyacky-web-${hostPort}`;
}

/**
 * A container of `image` that publishes `hostPort`; one that runs there already is left as it is.
 * Throws `UserError` "port-taken" when the port belongs to something that is no container of the workshop.
 */
export async function ensureWebContainer(context: StepContext, hostPort: number, image: string): Promise<void> {
  if ((await findOnPort(context, hostPort)) !== undefined) return;
  const name = nameFor(hostPort);
  await removeLeftover(context, name);
  try {
    await runWebContainer(context, { name, hostPort, image });
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError') || error.code !== 'port-allocated') throw error;
    await removeLeftover(context, name);
    throw portTakenError(hostPort, context.ports, error);
  }
}

/** `docker container run -d`; rejects with `EngineError` "port-allocated", and the created container stays. */
export async function runWebContainer(context: StepContext, { name, hostPort, image }: { name: string; hostPort: number; image: string }): Promise<void> {
  const { engine, ledger, owner, signal } = context;
  await ledger.record({ kind: 'local-container', id: name }, () =>
    engine.run({ image, name, ports: [{ containerPort: appPort, hostPort }], labels: labelsFor(owner), signal }),
  );
}

/** Takes away a stopped or half-made container of ours that holds the name. */
export async function removeLeftover({ engine, ledger }: StepContext, name: string): Promise<void> {
  const leftover = await engine.inspectContainer(name);
  if (leftover === undefined || !isOurs(leftover)) return;
  await engine.removeContainer(leftover.id, { force: true });
  ledger.deleted({ kind: 'local-container', id: name });
}
