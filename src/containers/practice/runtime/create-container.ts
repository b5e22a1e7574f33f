import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortBinding, RunRequest } from '../../engine.js';
import { EngineError } from '../../engine.js';
import { resolveInRootfs } from '../layers/resolve-in-rootfs.js';
import type { PracticeStores } from '../practice-stores.js';
import type { ImageDocument, ImageRecord } from '../store/image-document.js';
import { makePrivateDir, writeAtomically } from '../store/state-dir.js';
import { inventContainerName } from './container-names.js';
import type { ContainerRecord } from './container-record.js';
import type { ContainerStore } from './container-store.js';
import { PRELOAD_SOURCE } from './preload-source.js';
import { resolveProcess } from './resolve-process.js';

/** Lays a container out on disk: its files from the image's layers, and everything its supervisor needs to know. */
export async function createContainer(
  request: RunRequest,
  image: ImageRecord,
  stores: PracticeStores & { containers: ContainerStore },
  hostEnv: Readonly<Record<string, string | undefined>>,
): Promise<ContainerRecord> {
  const { containers, images, trees } = stores;
  const document = await images.document(image);
  const ports = (request.ports ?? []).map(checkPort);
  const id = randomBytes(32).toString('hex');
  const name = await chooseName(request.name, containers);
  const env = containerEnvironment(document, request, id);
  const workingDir = document.config?.WorkingDir || '/';

  const dir = containers.dir(id);
  const rootfs = join(dir, 'rootfs');
  const preload = join(dir, 'network', 'preload.cjs');
  await makePrivateDir(dir);
  try {
    await trees.stack(image.layers, rootfs, { share: true });
    for (const path of [workingDir, env['HOME'] ?? '/root']) await mkdir(await resolveInRootfs(rootfs, path), { recursive: true });
    await writeAtomically(preload, PRELOAD_SOURCE);
    const record: ContainerRecord = {
      id,
      name,
      image: request.image,
      imageId: image.id,
      createdAt: new Date().toISOString(),
      labels: { ...document.config?.Labels, ...request.labels },
      ports,
      hosts: resolveHosts(request.addHosts),
      env,
      workingDir,
      user: document.config?.User ?? '',
      command: argvOf(document, request),
      process: await resolveProcess({ argv: argvOf(document, request), workingDir, env, rootfs, preload, hostEnv }),
    };
    await containers.saveStatus(id, { state: 'created', hostPorts: [] });
    await containers.save(record);
    return record;
  } catch (error) {
    await containers.remove(id);
    throw error;
  }
}

/** As docker does it: another entry point also puts the image's CMD aside. */
function argvOf({ config }: ImageDocument, { entrypoint, command }: RunRequest): readonly string[] {
  if (entrypoint?.length) return [...entrypoint, ...(command ?? [])];
  return [...(config?.Entrypoint ?? []), ...(command?.length ? command : (config?.Cmd ?? []))];
}

function containerEnvironment({ config }: ImageDocument, { env }: RunRequest, id: string): Record<string, string> {
  const image = (config?.Env ?? []).map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return { HOSTNAME: id.slice(0, 12), HOME: '/root', ...Object.fromEntries(image), ...env };
}

async function chooseName(wanted: string | undefined, containers: ContainerStore): Promise<string> {
  const existing = await containers.all();
  if (wanted === undefined) return inventContainerName((name) => existing.some((each) => each.name === name));
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(wanted))
    throw new EngineError('failed', `docker: Error response from daemon: Invalid container name (${wanted}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed.`);
  const other = existing.find((each) => each.name === wanted);
  if (other)
    throw new EngineError(
      'failed',
      `docker: Error response from daemon: Conflict. The container name "/${wanted}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
  return wanted;
}

function checkPort(port: PortBinding): PortBinding {
  const numbers = [port.containerPort, ...(port.hostPort === undefined ? [] : [port.hostPort])];
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= 65_535))
    throw new EngineError('failed', `docker: invalid containerPort: ${port.containerPort}`);
  const ours = [undefined, '', '0.0.0.0', '::', '127.0.0.1', 'localhost', '::1'];
  if (!ours.includes(port.hostIp))
    throw new EngineError('unsupported', `publishing a port on ${port.hostIp ?? ''} is not supported by the practice engine (127.0.0.1 is): install Docker`);
  return port;
}

function resolveHosts(hosts: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(hosts).map(([host, address]) => [host.toLowerCase(), address === 'host-gateway' ? '127.0.0.1' : address]));
}
