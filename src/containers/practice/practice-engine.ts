import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Container, ContainerEngine, Image } from '../engine.js';
import { EngineError } from '../engine.js';
import { parseReference, repositoryName } from '../image-reference.js';
import { hostArchitecture } from './build/base-images.js';
import { buildImage } from './build/build-image.js';
import { describeHistory, describeImage } from './describe-image.js';
import { openPracticeStores } from './practice-stores.js';
import { pullImage } from './registry/pull-image.js';
import { pushImage } from './registry/push-image.js';
import { checkLogin, isLetIn } from './registry/registry-client.js';
import { removeImage } from './remove-image.js';
import { followLogs, readLogs } from './runtime/container-logs.js';
import type { ContainerRecord } from './runtime/container-record.js';
import { openContainerStore } from './runtime/container-store.js';
import { createContainer } from './runtime/create-container.js';
import { describeContainer } from './runtime/describe-container.js';
import { execInContainer } from './runtime/exec-in-container.js';
import { readContainerStatus } from './runtime/read-container-status.js';
import { startContainer } from './runtime/start-container.js';
import { stopContainer, waitForEnd } from './runtime/stop-container.js';
import type { ImageRecord } from './store/image-document.js';
import { makePrivateDir } from './store/state-dir.js';
import { sweepLeftovers } from './store/sweep-leftovers.js';

export interface PracticeOptions {
  /** Everything the engine keeps: images, containers, logins. Made when missing, for its owner only. */
  readonly stateDir: string;
  /** Where the registry logins are kept; default: in `stateDir`. Two users of one `stateDir` keep theirs apart. */
  readonly configDir?: string;
  /** Where npm, its registry, certificates and proxies are; default: this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * An engine for a machine that has none: real OCI images, really pushed and pulled, run as processes of this
 * machine. It isolates nothing. Several processes may use the same `stateDir` at once; containers live on when
 * the process that started them ends. What it can and cannot do: docs/practice-engine.md
 */
export function createPracticeEngine({ stateDir, configDir, env = process.env }: PracticeOptions): ContainerEngine {
  const kept = openPracticeStores(stateDir, configDir);
  const stores = { ...kept, containers: openContainerStore(kept.state) };
  const { images, containers, credentials } = stores;

  const describe = async (record: ImageRecord, references: ReadonlyMap<string, readonly string[]>): Promise<Image> =>
    describeImage(record, await images.document(record), references.get(record.id) ?? []);
  const inspect = async (record: ContainerRecord): Promise<Container> =>
    describeContainer(record, await readContainerStatus(containers, record.id));

  return {
    name: 'practice',
    isolation: 'process',
    hostGateway: () => Promise.resolve(undefined),

    async status() {
      try {
        await makePrivateDir(stateDir);
        await chmod(stateDir, 0o700);
        await sweepLeftovers(stores.state);
        return { available: true, version: `node ${process.versions.node}`, architecture: hostArchitecture };
      } catch (error) {
        return { available: false, missing: 'daemon', reason: error instanceof Error ? error.message : String(error) };
      }
    },

    build: (request) => buildImage(request, stores, env),
    async inspectImage(reference) {
      const record = await images.find(reference);
      return record && describe(record, await images.references());
    },
    async listImages({ repository, label, dangling } = {}) {
      const references = await images.references();
      const all = await Promise.all((await images.all()).map((record) => describe(record, references)));
      return all.filter(
        ({ tags, config }) =>
          (repository === undefined || tags.some((tag) => isOf(tag, repository))) &&
          (label === undefined || hasLabel(config.labels, label)) &&
          (dangling === undefined || dangling === (tags.length === 0)),
      );
    },
    async history(reference) {
      const record = await images.get(reference);
      return describeHistory(record, await images.document(record));
    },
    async tag(source, target) {
      const record = await images.get(source);
      if (parseReference(target).digest) throw new EngineError('failed', 'refusing to create a tag with a digest reference');
      await images.point(target, record.id);
    },
    removeImage: (reference, options) => removeImage(reference, options?.force ?? false, stores),

    async login({ registry, username, password }) {
      await checkLogin(registry, username, password);
      await credentials.save(registry, username, password);
    },
    async isLoggedIn(registry, signal) {
      const login = await credentials.find(registry);
      return login !== undefined && (await isLetIn(registry, login, signal));
    },
    logout: (registry) => credentials.forget(registry),
    push: (reference, options) => pushImage(reference, stores, options),
    pull: (reference, options) => pullImage(reference, stores, options),

    async run(request) {
      if (!(await images.find(request.image))) await pullMissing(request.image, request.signal);
      const record = await createContainer(request, await images.get(request.image), stores, env);
      await startContainer(record, containers, env);
      return { containerId: record.id };
    },
    async inspectContainer(id) {
      const record = await containers.find(id);
      return record && inspect(record);
    },
    async listContainers({ label } = {}) {
      const records = (await containers.all()).filter(({ labels }) => label === undefined || hasLabel(labels, label));
      return Promise.all(records.map(inspect));
    },
    async exec(id, argv) {
      const record = await containers.get(id);
      const { state } = await readContainerStatus(containers, record.id);
      if (state !== 'running') throw new EngineError('failed', `Error response from daemon: Container ${record.id} is not running`);
      return execInContainer({ record, rootfs: join(containers.dir(record.id), 'rootfs') }, argv);
    },
    async stop(id, { graceSeconds = 10, signal } = {}) {
      const record = await containers.find(id);
      if (record) await stopContainer(containers, record.id, graceSeconds, signal);
    },
    async removeContainer(id, options) {
      const record = await containers.find(id);
      if (!record) return;
      const { state } = await readContainerStatus(containers, record.id);
      if (state === 'running' && !options?.force)
        throw new EngineError('failed', `Error response from daemon: You cannot remove a running container ${record.id}. Stop the container before attempting removal or force remove`);
      await stopContainer(containers, record.id, 0);
      await containers.remove(record.id);
    },
    logs: async (id, options) => readLogs(containers, (await containers.get(id)).id, options?.tail),
    followLogs: async (id, onLine, signal) => followLogs(containers, (await containers.get(id)).id, onLine, signal),
    async wait(id, signal) {
      const { exitCode } = await waitForEnd(containers, (await containers.get(id)).id, signal);
      return { exitCode: exitCode ?? 0 };
    },
  };

  /** As `docker run` does for an image that is not here, when its name says where it is. */
  async function pullMissing(reference: string, signal?: AbortSignal): Promise<void> {
    if (/^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference) || parseReference(reference).registry === undefined)
      throw new EngineError('image-not-found', `Unable to find image '${reference}' locally`, { hint: `docker image build -t ${reference} .` });
    await pullImage(reference, stores, { signal });
  }
}

function isOf(tag: string, repository: string): boolean {
  const wanted = parseReference(repository);
  const actual = parseReference(tag);
  return repositoryName(actual) === repositoryName(wanted) && (wanted.tag === undefined || wanted.tag === actual.tag);
}

function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  return equals < 0 ? wanted in labels : labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
}
