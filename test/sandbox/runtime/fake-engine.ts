import { randomBytes } from 'node:crypto';
import type { Container, ContainerEngine, RunRequest } from '../../../src/containers/engine.js';
import { EngineError } from '../../../src/containers/engine.js';

interface FakeContainer {
  container: Container;
  readonly request: RunRequest;
  readonly lines: string[];
  readonly ended: Promise<void>;
  end(exitCode: number, outOfMemory?: boolean): void;
}

export interface FakeEngine extends ContainerEngine {
  readonly containers: Map<string, FakeContainer>;
  /** What happened, in order: "login AWS", "pull REF", "run NAME", "stop NAME 30", "remove NAME". */
  readonly calls: string[];
  /** Called for every container that is started. */
  onRun: (started: FakeContainer) => void;
  /** Images that can be pulled, with their architecture. */
  readonly images: Map<string, string>;
  running(): FakeContainer[];
}

/** A container engine in memory. Containers run until they are stopped or a test ends them. */
export function createFakeEngine(isolation: 'container' | 'process' = 'container'): FakeEngine {
  const containers = new Map<string, FakeContainer>();
  const calls: string[] = [];
  const images = new Map<string, string>();
  let nextPort = 40_000;
  const find = (id: string): FakeContainer | undefined =>
    containers.get(id) ?? [...containers.values()].find(({ container }) => container.name === id);
  const refuse = (): never => {
    throw new Error('the fake engine does not do this');
  };

  const engine: FakeEngine = {
    name: 'docker',
    isolation,
    containers,
    calls,
    images,
    onRun: () => undefined,
    running: () => [...containers.values()].filter(({ container }) => container.state === 'running'),
    status: () => Promise.resolve({ available: true, version: '1', architecture: 'amd64' }),
    build: refuse,
    inspectImage: (reference) => {
      const architecture = images.get(reference);
      if (architecture === undefined) return Promise.resolve(undefined);
      const config = { env: [], entrypoint: ['/docker-entrypoint.sh'], cmd: [], workingDir: '/', exposedPorts: [], user: '', labels: {} };
      return Promise.resolve({ id: 'sha256:1', tags: [], digests: [], sizeBytes: 1, createdAt: '', os: 'linux', architecture, layers: ['sha256:1'], config });
    },
    listImages: refuse,
    history: refuse,
    tag: refuse,
    removeImage: refuse,
    login: ({ username }) => {
      calls.push(`login ${username}`);
      return Promise.resolve();
    },
    isLoggedIn: refuse,
    logout: refuse,
    push: refuse,
    pull: (reference) => {
      calls.push(`pull ${reference}`);
      return images.has(reference) ? Promise.resolve() : Promise.reject(new EngineError('image-not-found', `manifest for ${reference} not found`));
    },
    run: (request) => {
      const id = randomBytes(32).toString('hex');
      calls.push(`run ${request.name ?? ''}`);
      let resolveEnd!: () => void;
      const ended = new Promise<void>((resolve) => (resolveEnd = resolve));
      const fake: FakeContainer = {
        request,
        lines: [],
        ended,
        container: {
          id,
          name: request.name ?? id,
          image: request.image,
          imageId: 'sha256:1',
          state: 'running',
          outOfMemory: false,
          ports: (request.ports ?? []).map((port) => ({ ...port, hostPort: (nextPort += 1) })),
          labels: request.labels ?? {},
          createdAt: new Date().toISOString(),
        },
        end: (exitCode, outOfMemory = false) => {
          if (fake.container.state !== 'running') return;
          fake.container = { ...fake.container, state: 'exited', exitCode, outOfMemory };
          resolveEnd();
        },
      };
      containers.set(id, fake);
      engine.onRun(fake);
      return Promise.resolve({ containerId: id });
    },
    inspectContainer: (id) => Promise.resolve(find(id)?.container),
    listContainers: (filter) => {
      const [key = '', value] = (filter?.label ?? '').split('=');
      return Promise.resolve([...containers.values()].map(({ container }) => container).filter(({ labels }) => labels[key] === value));
    },
    exec: refuse,
    stop: (id, options) => {
      const fake = find(id);
      if (fake?.container.state === 'running') calls.push(`stop ${fake.container.name} ${options?.graceSeconds ?? 10}`);
      fake?.end(0);
      return Promise.resolve();
    },
    removeContainer: (id) => {
      const fake = find(id);
      if (fake) {
        calls.push(`remove ${fake.container.name}`);
        fake.end(137);
        containers.delete(fake.container.id);
      }
      return Promise.resolve();
    },
    logs: refuse,
    followLogs: async (id, onLine, signal) => {
      const fake = find(id);
      if (!fake) return;
      let sent = 0;
      for (;;) {
        const over = fake.container.state !== 'running';
        for (; sent < fake.lines.length; sent += 1) onLine(fake.lines[sent] ?? '');
        if (over || signal?.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    hostGateway: () => Promise.resolve(undefined),
    wait: async (id) => {
      const fake = find(id);
      if (!fake) throw new EngineError('container-not-found', `No such container: ${id}`);
      await fake.ended;
      return { exitCode: fake.container.exitCode ?? 0 };
    },
  };
  return engine;
}
