import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCliEngine } from '../../src/containers/cli/cli-engine.js';
import type { RunRequest } from '../../src/containers/engine.js';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { LABEL, writeScratchApp } from './docker-app.js';
import { startMemoryRegistry } from './memory-registry.js';
import { makeTempDir, writeApp, writeFiles } from './practice-app.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const docker = createCliEngine({ program: 'docker' });
const IMAGE = 'boyacky-lab-test/app';
const labels = { 'boyacky-lab:test': 'containers' };
const lines: string[] = [];
let contextDir = '';
let imageId = '';

beforeAll(async () => {
  contextDir = await mkdtemp(join(tmpdir(), 'docker-app-'));
  await writeScratchApp(contextDir);
  ({ imageId } = await docker.build({ contextDir, tags: [IMAGE, `${IMAGE}:1.0`], labels, onOutput: (line) => lines.push(line) }));
});
afterEach(async () => {
  for (const { id } of await docker.listContainers({ label: LABEL })) await docker.removeContainer(id, { force: true });
});
afterAll(async () => {
  for (const { id } of await docker.listImages({ label: LABEL })) await docker.removeImage(id, { force: true });
  await rm(contextDir, { recursive: true, force: true });
});

async function start(request: Partial<RunRequest> = {}) {
  const { containerId } = await docker.run({ image: IMAGE, labels, ports: [{ containerPort: 8080, hostIp: '127.0.0.1' }], ...request });
  const container = await docker.inspectContainer(containerId);
  return { id: containerId, container, url: `http://127.0.0.1:${container?.ports[0]?.hostPort}` };
}

const get = (url: string) => vi.waitFor(async () => (await fetch(url, { signal: AbortSignal.timeout(5000) })).text(), { timeout: 60_000, interval: 100 });

describe('images', () => {
  it('are built with the progress line by line', async () => {
    // The builder of old says `FROM scratch`; BuildKit names the steps, and this base is none.
    expect(lines.some((line) => /FROM scratch|COPY/.test(line))).toBe(true);
    expect(await docker.status()).toMatchObject({ available: true, architecture: process.arch === 'x64' ? 'amd64' : process.arch });
    expect(await docker.inspectImage(IMAGE)).toMatchObject({
      id: imageId,
      tags: expect.arrayContaining([`${IMAGE}:latest`, `${IMAGE}:1.0`]) as string[],
      os: 'linux',
      config: { cmd: ['node', 'server.mjs'], workingDir: '/app', exposedPorts: ['8080/tcp'], labels, env: ['PATH=/usr/local/bin'] },
    });
    expect(await docker.inspectImage('boyacky-lab-test/nope')).toBeUndefined();
  });

  it('are listed, told apart by repository and label, with their history', async () => {
    expect((await docker.listImages({ repository: IMAGE })).map(({ id }) => id)).toEqual([imageId]);
    expect((await docker.listImages({ label: LABEL })).map(({ id }) => id)).toContain(imageId);
    expect(await docker.listImages({ repository: 'boyacky-lab-test/nope' })).toEqual([]);
    const history = await docker.history(IMAGE);
    expect(history[0]?.createdBy).toMatch(/LABEL|CMD/);
    expect(Math.max(...history.map(({ sizeBytes }) => sizeBytes))).toBeGreaterThan(10_000_000);
  });

  it('lose one tag at a time', async () => {
    await docker.tag(IMAGE, `${IMAGE}:other`);
    await docker.removeImage(`${IMAGE}:other`);
    await docker.removeImage(`${IMAGE}:other`);
    expect((await docker.inspectImage(imageId))?.tags).not.toContain(`${IMAGE}:other`);
  });

  it.each([
    ['RUNN x', 'dockerfile'],
    ['COPY nope .', 'build-failed'],
  ])('with %j in the Dockerfile are refused', async (line, code) => {
    const dir = await writeFiles(await makeTempDir(), { Dockerfile: `FROM scratch\n${line}\n` });
    await expect(docker.build({ contextDir: dir, tags: ['boyacky-lab-test/broken'], labels })).rejects.toMatchObject({ code });
  });
});

describe('containers', () => {
  it('answer on the host port that inspect shows, and tell their log in order', async () => {
    const { id, container, url } = await start({ name: 'boyacky-lab-test-web', env: { GREETING: 'こんにちは $HOME', AWS_SECRET_ACCESS_KEY: 's3cret' }, memoryMiB: 256, cpus: 0.5 });
    expect(container).toMatchObject({ name: 'boyacky-lab-test-web', image: IMAGE, imageId, state: 'running', labels, outOfMemory: false, error: undefined, exitCode: undefined });
    expect(JSON.parse(await get(`${url}/env`))).toMatchObject({ GREETING: 'こんにちは $HOME', AWS_SECRET_ACCESS_KEY: 's3cret' });
    const [one, other, ...rest] = (await docker.logs(id)).split('\n');
    // These two are of two streams and of one moment: which of them the daemon reads first is its own affair.
    expect([one, other].sort()).toEqual(['listening on 8080', 'starting']);
    expect(rest).toEqual(['GET /env', '']);
    expect(await docker.logs(id, { tail: 1 })).toBe('GET /env\n');
  });

  it('whose port is taken stay, created', async () => {
    const first = await start();
    const hostPort = first.container?.ports[0]?.hostPort;
    await expect(start({ name: 'boyacky-lab-test-second', ports: [{ containerPort: 8080, hostPort, hostIp: '127.0.0.1' }] })).rejects.toMatchObject({
      code: 'port-allocated',
      message: expect.stringMatching(/^docker: Error response from daemon: .*port is already allocated/) as string,
    });
    expect(await docker.inspectContainer('boyacky-lab-test-second')).toMatchObject({ state: 'created', ports: [{ containerPort: 8080, hostPort, hostIp: '127.0.0.1' }], error: expect.stringContaining('port is already allocated') as string });
  });

  it('run commands, and give back their exit codes', async () => {
    const { id, url } = await start();
    await get(url);
    expect(await docker.exec(id, ['node', '-p', 'process.cwd()'])).toEqual({ exitCode: 0, stdout: '/app', stderr: '' });
    expect(await docker.exec(id, ['node', '-e', 'console.error("no"); process.exit(7)'])).toEqual({ exitCode: 7, stdout: '', stderr: 'no' });
    await expect(docker.exec('boyacky-lab-test-nobody', ['ls'])).rejects.toMatchObject({ code: 'container-not-found' });
  });

  it('are followed and waited for until they end', async () => {
    const { id, url } = await start();
    const seen: string[] = [];
    const followed = docker.followLogs(id, (line) => seen.push(line));
    const ended = docker.wait(id);
    await get(url);
    await docker.stop(id, { graceSeconds: 20 });
    await followed;
    expect(await ended).toEqual({ exitCode: 0 });
    expect([...seen].sort()).toEqual(['GET /', 'listening on 8080', 'starting', 'stopping']);
    expect(await docker.inspectContainer(id)).toMatchObject({ state: 'exited', exitCode: 0, finishedAt: expect.any(String) as string });
    await docker.stop(id);
    await docker.removeContainer(id);
    await docker.removeContainer(id);
    await docker.stop(id);
    expect(await docker.inspectContainer(id)).toBeUndefined();
  });

  it('are not followed any longer than asked', async () => {
    const { id } = await start();
    const controller = new AbortController();
    const seen: string[] = [];
    const followed = docker.followLogs(id, (line) => seen.push(line), controller.signal);
    await vi.waitFor(() => expect(seen).toContain('listening on 8080'), { timeout: 60_000 });
    controller.abort();
    await followed;
    await expect(docker.wait(id, AbortSignal.abort())).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('a registry', () => {
  it('gets what docker pushes, and both engines can pull what the other one made', async () => {
    const registry = await startMemoryRegistry();
    const dir = await makeTempDir();
    const engine = createCliEngine({ program: 'docker', configDir: join(dir, 'docker') });
    const uri = `${registry.host}/boyacky/web-app`;
    const small = await writeFiles(join(dir, 'small'), { Dockerfile: 'FROM scratch\nCOPY note.txt /\nCMD ["/note.txt"]\n', 'note.txt': 'from docker' });
    await engine.build({ contextDir: small, tags: [`${uri}:docker`], labels });
    expect(await engine.isLoggedIn(registry.host)).toBe(false);
    await expect(engine.push(`${uri}:docker`)).rejects.toMatchObject({ code: 'not-logged-in', message: expect.stringContaining('no basic auth credentials') as string });
    await expect(engine.login({ registry: registry.host, username: 'AWS', password: 'wrong' })).rejects.toMatchObject({ code: 'denied' });
    await engine.login({ registry: registry.host, username: 'AWS', password: 'secret' });
    expect(await engine.isLoggedIn(registry.host)).toBe(true);
    const { digest } = await engine.push(`${uri}:docker`);
    expect(registry.manifests.has(`boyacky/web-app@${digest}`)).toBe(true);
    expect((await engine.inspectImage(`${uri}:docker`))?.digests).toEqual([`${uri}@${digest}`]);

    const practice = createPracticeEngine({ stateDir: join(dir, 'practice') });
    await practice.login({ registry: registry.host, username: 'AWS', password: 'secret' });
    await practice.pull(`${uri}@${digest}`);
    expect((await practice.inspectImage(`${uri}@${digest}`))?.config.cmd).toEqual(['/note.txt']);

    const contextOfPractice = await writeApp(join(dir, 'app'), { 'deep/file.txt': 'x' });
    const built = await practice.build({ contextDir: contextOfPractice, tags: [`${uri}:practice`], labels });
    const pushed = await practice.push(`${uri}:practice`);
    await engine.pull(`${uri}@${pushed.digest}`);
    const pulled = await engine.inspectImage(`${uri}@${pushed.digest}`);
    // The id is the digest of the configuration, in the containerd store that of the manifest.
    expect([built.imageId, pushed.digest]).toContain(pulled?.id);
    expect(pulled).toMatchObject({ config: { cmd: ['node', 'server.js'], workingDir: '/app', labels } });

    await writeFile(join(small, 'note.txt'), 'other');
    await engine.build({ contextDir: small, tags: [`${uri}:docker`, `${registry.host}/nobody/app`], labels });
    await expect(engine.push(`${uri}:docker`)).rejects.toMatchObject({ code: 'tag-immutable', message: expect.stringContaining("The image tag 'docker' already exists") as string });
    await expect(engine.push(`${registry.host}/nobody/app`)).rejects.toMatchObject({ code: 'repository-not-found' });
    await expect(engine.pull(`${uri}:nope`)).rejects.toMatchObject({ code: 'image-not-found' });
    await engine.logout(registry.host);
    expect(await engine.isLoggedIn(registry.host)).toBe(false);
    await expect(engine.pull(`${uri}:docker`)).rejects.toMatchObject({ code: 'not-logged-in' });
  });
});

describe('without an engine', () => {
  it('says which half is missing', async () => {
    const noCli = createCliEngine({ program: 'podman', env: { PATH: '/nonexistent' } });
    expect(await noCli.status()).toMatchObject({ available: false, missing: 'cli', reason: 'podman: command not found' });
    const noDaemon = createCliEngine({ program: 'docker', host: 'unix:///nonexistent.sock' });
    expect(await noDaemon.status()).toMatchObject({ available: false, missing: 'daemon', reason: expect.stringContaining('Cannot connect to the Docker daemon') as string });
    await expect(noDaemon.listImages()).rejects.toMatchObject({ code: 'daemon-unreachable' });
  });
});
