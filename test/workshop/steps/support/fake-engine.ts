import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, ContainerEngine, RunRequest } from '../../../../src/containers/engine.js';
import { EngineError } from '../../../../src/containers/engine.js';
import { registry, sha256, type FakeImage, type FakeWorld } from './fake-world.js';

/** An engine in memory: images have an id made of their content, containers hold ports, pushes obey the registry. */
export function createFakeEngine(world: FakeWorld): ContainerEngine {
  const find = (reference: string) => world.images.find(({ id, tags }) => id === reference || tags.includes(withTag(reference)));
  const demand = (reference: string) => {
    const image = find(reference);
    if (!image) throw new EngineError('image-not-found', `Error response from daemon: No such image: ${reference}`);
    return image;
  };
  const findContainer = (id: string) => world.containers.find((each) => each.id === id || each.name === id);
  const change = (target: FakeImage, fields: Partial<FakeImage>) => {
    const changed = { ...target, ...fields };
    world.images = world.images.map((image) => (image.id === target.id ? changed : image));
    return changed;
  };
  const untag = (reference: string) => {
    const holder = world.images.find(({ tags }) => tags.includes(withTag(reference)));
    if (holder) change(holder, { tags: holder.tags.filter((tag) => tag !== withTag(reference)) });
  };
  const point = (reference: string, id: string) => {
    untag(reference);
    const image = demand(id);
    change(image, { tags: [...image.tags, withTag(reference)] });
  };
  const refuseStrangers = () => {
    if (!world.loggedIn) throw new EngineError('not-logged-in', 'no basic auth credentials');
  };

  const engine: ContainerEngine = {
    name: 'docker',
    isolation: 'container',
    hostGateway: () => Promise.resolve(undefined),
    status: () =>
      Promise.resolve(
        world.engineAvailable ? { available: true, version: '28.0.0', architecture: 'amd64' } : { available: false, missing: 'daemon' as const, reason: 'Cannot connect to the Docker daemon' },
      ),
    build: ({ contextDir, tags, labels = {} }) => {
      world.calls.push(`engine.build ${tags.join(' ')}`);
      const dockerfile = readFileSync(join(contextDir, 'Dockerfile'), 'utf8');
      const base = world.images.find((image) => image.tags.some((tag) => dockerfile.includes(`FROM ${tag}\n`)));
      const files = base?.files ?? contextFiles(contextDir);
      const layers = base?.layers ?? [sha256(dockerfile), sha256(JSON.stringify(contentOf(contextDir, files)))];
      // With attestations the id is that of an index, which is another one with every build.
      const id = sha256(JSON.stringify([dockerfile, base?.id, layers, labels, world.attests ? world.calls.length : 0]));
      if (find(id) === undefined) {
        world.images = [{ ...emptyImage, id, files, layers, sizeBytes: 100e6 + files.length * 1e6, config: { ...emptyImage.config, labels } }, ...world.images];
      }
      for (const tag of tags) point(tag, id);
      return Promise.resolve({ imageId: id });
    },
    inspectImage: (reference) => Promise.resolve(find(reference)),
    listImages: ({ repository } = {}) =>
      Promise.resolve(world.images.filter(({ tags }) => repository === undefined || tags.some((tag) => tag.startsWith(`${repository}:`)))),
    history: (reference) => Promise.resolve(demand(reference).files.map((file) => ({ createdBy: `COPY ${file}`, sizeBytes: 1e6 }))),
    tag: (source, target) => {
      world.calls.push(`engine.tag ${target}`);
      point(target, demand(source).id);
      return Promise.resolve();
    },
    removeImage: (reference) => {
      world.calls.push(`engine.removeImage ${reference}`);
      const image = find(reference);
      if (image === undefined) return Promise.resolve();
      untag(reference);
      if (find(image.id)?.tags.length === 0) world.images = world.images.filter(({ id }) => id !== image.id);
      return Promise.resolve();
    },
    login: ({ registry: host, password }) => {
      world.calls.push(`engine.login ${host}`);
      if (password !== 'secret-token') throw new EngineError('denied', 'unauthorized: authentication required');
      world.loggedIn = true;
      return Promise.resolve();
    },
    isLoggedIn: () => Promise.resolve(world.loggedIn),
    logout: () => {
      world.loggedIn = false;
      return Promise.resolve();
    },
    push: async (reference) => {
      world.calls.push(`engine.push ${reference}`);
      refuseStrangers();
      const image = demand(reference);
      const [, name = '', tag = ''] = /^[^/]+\/(.+):([^:]+)$/.exec(reference) ?? [];
      const known = world.repositories.get(name);
      if (known === undefined) throw new EngineError('repository-not-found', `name unknown: The repository with name '${name}' does not exist in the registry with id '123456789012'`);
      const digest = sha256(`manifest of ${image.id}`);
      const present = known.images.find(({ tags }) => tags.includes(tag));
      if (present !== undefined && present.digest !== digest && known.repository.tagMutability === 'IMMUTABLE') {
        throw new EngineError('tag-immutable', `tag invalid: The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`);
      }
      known.images = [...known.images.filter((each) => each !== present), { digest, tags: [tag], sizeBytes: 60e6, pushedAt: world.now }];
      if (known.repository.scanOnPush) known.scans[digest] ??= { status: 'IN_PROGRESS', counts: {} };
      change(image, { digests: [`${registry}/${name}@${digest}`] });
      return { digest };
    },
    pull: async (reference) => {
      refuseStrangers();
      const known = [...world.repositories.values()].find(({ repository }) => reference.startsWith(`${repository.uri}:`));
      if (!known?.images.some(({ tags }) => tags.includes(reference.replace(/.*:/, '')))) throw new EngineError('image-not-found', `manifest for ${reference} not found: manifest unknown: Requested image not found`);
    },
    run: async (request) => {
      world.calls.push(`engine.run ${request.name ?? ''}`);
      if (findContainer(request.name ?? '')) throw new EngineError('failed', `The container name "/${request.name ?? ''}" is already in use`);
      const container = createContainer(request, demand(request.image), world);
      world.containers = [container, ...world.containers];
      if (container.error !== undefined) throw new EngineError('port-allocated', `docker: Error response from daemon: ${container.error}`);
      return { containerId: container.id };
    },
    inspectContainer: (id) => Promise.resolve(findContainer(id)),
    listContainers: () => Promise.resolve(world.containers),
    exec: async (id, argv) => {
      const container = findContainer(id);
      if (container?.state !== 'running') throw new EngineError('container-not-found', `No such container: ${id}`);
      const files = world.images.find((image) => image.id === container.imageId)?.files ?? [];
      if (argv[0] === 'env') return { exitCode: 0, stdout: `${Object.keys(container.labels).flatMap((label) => (label.startsWith('env.') ? [`${label.slice(4)}=x`] : [])).join('\n')}\n`, stderr: '' };
      if (argv[1] !== '-al') return { exitCode: files.includes(argv[1] ?? '') ? 0 : 1, stdout: '', stderr: '' };
      return { exitCode: 0, stdout: ['total 8', ...files.map((file) => `-rw-r--r--    1 node     node          3157 Nov 20 11:24 ${file}`)].join('\n'), stderr: '' };
    },
    stop: async (id) => {
      world.calls.push(`engine.stop ${findContainer(id)?.name ?? id}`);
      world.containers = world.containers.map((each) => (each.id === id ? { ...each, state: 'exited', exitCode: 0 } : each));
    },
    removeContainer: async (id) => {
      world.calls.push(`engine.removeContainer ${findContainer(id)?.name ?? id}`);
      world.containers = world.containers.filter((each) => each.id !== id && each.name !== id);
    },
    logs: () => Promise.resolve(''),
    followLogs: () => Promise.resolve(),
    wait: () => Promise.resolve({ exitCode: 0 }),
  };
  return engine;
}

export const emptyImage: FakeImage = {
  id: '',
  tags: [],
  digests: [],
  sizeBytes: 0,
  createdAt: '2025-11-20T03:00:00.000Z',
  os: 'linux',
  architecture: 'amd64',
  layers: [],
  config: { env: ['NODE_VERSION=24.0.0'], entrypoint: [], cmd: ['node', 'src/server.js'], workingDir: '/boyacky', exposedPorts: ['8080/tcp'], user: 'node', labels: {} },
  files: [],
};

function contextFiles(dir: string): string[] {
  const ignoreFile = join(dir, '.dockerignore');
  const ignored = existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8').split('\n') : [];
  const files = readdirSync(dir).filter((name) => !ignored.includes(name) && name !== 'node_modules');
  // npm ci makes node_modules in any case; the learner's own, with packages for development, comes on top of it.
  return [...files, 'node_modules', ...(ignored.includes('node_modules') ? [] : ['node_modules/typescript'])].sort();
}

/** What is in the files that go into the image; packages are what they are. */
function contentOf(dir: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const path = join(dir, name);
    if (name.startsWith('node_modules') || !existsSync(path)) return [name];
    return statSync(path).isDirectory() ? contentOf(path, readdirSync(path)) : [name, readFileSync(path, 'utf8')];
  });
}

function createContainer({ env = {}, image, labels = {}, name, ports = [] }: RunRequest, { id: imageId }: FakeImage, world: FakeWorld): Container {
  const taken = ports.map(({ hostPort }) => hostPort).find((port) => port !== undefined && isTaken(world, port));
  const started = taken === undefined;
  return {
    id: sha256(`container ${world.containers.length} ${world.calls.length}`).slice(7),
    name: name ?? `gifted_container_${world.containers.length}`,
    image,
    imageId,
    state: started ? 'running' : 'created',
    outOfMemory: false,
    error: started ? undefined : `driver failed programming external connectivity on endpoint ${name ?? ''}: Bind for 0.0.0.0:${taken} failed: port is already allocated.`,
    ports,
    labels: { ...labels, ...Object.fromEntries(Object.keys(env).map((key) => [`env.${key}`, ''])) },
    createdAt: new Date(world.now).toISOString(),
    startedAt: started ? new Date(world.now).toISOString() : undefined,
  };
}

function isTaken(world: FakeWorld, port: number): boolean {
  return world.app.port === port || world.strangers.has(port) || world.containers.some(({ state, ports }) => state === 'running' && ports.some(({ hostPort }) => hostPort === port));
}

function withTag(reference: string): string {
  return /:[^/:]+$/.test(reference) || reference.startsWith('sha256:') ? reference : `${reference}:latest`;
}
