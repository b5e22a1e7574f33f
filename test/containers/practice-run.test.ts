import { existsSync } from 'node:fs';
import { mkdir, readFile, utimes } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Container, ContainerEngine, RunRequest } from '../../src/containers/engine.js';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { makeTempDir, writeApp } from './practice-app.js';

vi.setConfig({ testTimeout: 60_000 });

const engines: ContainerEngine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) {
    for (const { id } of await engine.listContainers()) await engine.removeContainer(id, { force: true });
  }
});

async function engineWithApp(more: Readonly<Record<string, string>> = {}) {
  const dir = await makeTempDir();
  const stateDir = join(dir, 'state');
  const engine = createPracticeEngine({ stateDir });
  const contextDir = await writeApp(join(dir, 'app'), more);
  await engine.build({ contextDir, tags: ['boyacky/web-app'] });
  engines.push(engine);
  return { engine, stateDir, contextDir };
}

async function start(engine: ContainerEngine, request: Partial<RunRequest> = {}): Promise<Container & { url: string }> {
  const { containerId } = await engine.run({ image: 'boyacky/web-app', ports: [{ containerPort: 8080 }], ...request });
  const container = await engine.inspectContainer(containerId);
  if (!container) throw new Error('no container');
  return { ...container, url: `http://127.0.0.1:${container.ports[0]?.hostPort}` };
}

/** The port is open before the program behind it listens, as with docker. */
async function get(url: string): Promise<string> {
  return vi.waitFor(async () => (await fetch(url, { signal: AbortSignal.timeout(5000) })).text(), { timeout: 20_000, interval: 50 });
}

describe('a practice container', () => {
  it('answers on the host port that inspect shows, and believes that it listens on its own port', async () => {
    const { engine } = await engineWithApp();
    const container = await start(engine, { name: 'web', labels: { 'boyacky-lab:owner': 'me' } });
    expect(container).toMatchObject({ name: 'web', state: 'running', image: 'boyacky/web-app', labels: { 'boyacky-lab:owner': 'me' }, outOfMemory: false });
    expect(await get(container.url)).toBe('hello from 8080');
    await vi.waitFor(async () => expect((await engine.logs(container.id)).split('\n').sort()).toEqual(['', 'GET /', 'listening on 8080', 'starting']));
    expect(await engine.logs(container.id, { tail: 1 })).toBe('GET /\n');
  });

  it('reaches itself on localhost, but not this machine\'s metadata address', async () => {
    const { engine } = await engineWithApp();
    const { url } = await start(engine);
    await get(url);
    expect(await get(`${url}/self`)).toBe('self: hello from 8080');
    expect(await get(`${url}/metadata`)).toBe('EHOSTUNREACH');
  });

  it('does so by node:http, too, as most clients ask', async () => {
    const { engine } = await engineWithApp();
    const { url } = await start(engine);
    await get(url);
    expect(await get(`${url}/self-by-http`)).toBe('hello from 8080');
    expect(await get(`${url}/metadata-by-http`)).toBe('EHOSTUNREACH');
  });

  it('sees the environment of the image and of the request, and none of ours', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'must-not-leak';
    onTestFinished(() => void delete process.env['AWS_SECRET_ACCESS_KEY']);
    const { engine, stateDir } = await engineWithApp();
    const { url, id } = await start(engine, { env: { GREETING: 'こんにちは' } });
    const env = JSON.parse(await get(`${url}/env`)) as Record<string, string>;
    expect(env).toMatchObject({ GREETING: 'こんにちは', PORT: '8080', HOSTNAME: id.slice(0, 12), HOME: join(stateDir, 'containers', id, 'rootfs', 'root') });
    // The stand-in for the base image brings the one; nothing of ours is with it.
    expect(Object.keys(env).filter((name) => /^(?:AWS|npm|VITEST|USER)/.test(name))).toEqual(['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);
  });

  it('is not reachable when it listens on the loopback address of the inside', async () => {
    const { engine } = await engineWithApp();
    const { url, id } = await start(engine, { env: { LISTEN_HOST: '127.0.0.1' } });
    await vi.waitFor(async () => expect(await engine.logs(id)).toContain('listening on 8080'), { timeout: 20_000 });
    await expect(fetch(url)).rejects.toThrow();
  });

  it('finds the host by a name that was added', async () => {
    const server = createServer((_, response) => response.end('the host')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    const { engine } = await engineWithApp();
    const env = { HOST_PORT: String((server.address() as AddressInfo).port) };
    const { url } = await start(engine, { env, addHosts: { 'host.docker.internal': 'host-gateway' } });
    expect(await get(`${url}/host`)).toBe('host: the host');
  });

  it('stops at SIGTERM, keeps its exit code and log, and gives the port back', async () => {
    const { engine } = await engineWithApp();
    const { id, url } = await start(engine);
    await get(url);
    const ended = engine.wait(id);
    await engine.stop(id);
    expect(await ended).toEqual({ exitCode: 0 });
    expect(await engine.inspectContainer(id)).toMatchObject({ state: 'exited', exitCode: 0 });
    expect(await engine.logs(id)).toMatch(/stopping\n$/);
    await expect(fetch(url)).rejects.toThrow();
    await engine.stop(id);
    await engine.removeContainer(id);
    expect(await engine.inspectContainer(id)).toBeUndefined();
    await engine.removeContainer(id);
  });

  it('is killed after the grace when it does not listen to SIGTERM', async () => {
    const { engine } = await engineWithApp();
    const { id, url } = await start(engine, { env: { STUBBORN: '1' } });
    await get(url);
    await engine.stop(id, { graceSeconds: 0.3 });
    expect(await engine.inspectContainer(id)).toMatchObject({ state: 'exited', exitCode: 137 });
  });

  it('tells its lines to who follows them, to the end', async () => {
    const { engine } = await engineWithApp();
    const { id, url } = await start(engine);
    const lines: string[] = [];
    const followed = engine.followLogs(id, (line) => lines.push(line));
    await get(url);
    await fetch(`${url}/exit`).catch(() => undefined);
    await followed;
    expect(lines).toEqual(['starting', 'listening on 8080', 'GET /', 'GET /exit']);
    expect(await engine.wait(id)).toEqual({ exitCode: 3 });
  });

  it('stops following when asked to', async () => {
    const { engine } = await engineWithApp();
    const { id } = await start(engine);
    const controller = new AbortController();
    const lines: string[] = [];
    const followed = engine.followLogs(id, (line) => lines.push(line), controller.signal);
    await vi.waitFor(() => expect(lines).toContain('starting'), { timeout: 20_000 });
    controller.abort();
    await followed;
    expect(await engine.inspectContainer(id)).toMatchObject({ state: 'running' });
  });

  it('is seen as ended when its supervisor was killed, and its process ends too', async () => {
    const { engine, stateDir } = await engineWithApp();
    const { id, url } = await start(engine);
    const env = JSON.parse(await get(`${url}/env`)) as Record<string, string>;
    expect(env['PORT']).toBe('8080');
    const status = JSON.parse(await readFile(join(stateDir, 'containers', id, 'status.json'), 'utf8')) as { supervisorPid: number; pid: number };
    process.kill(status.supervisorPid, 'SIGKILL');
    await vi.waitFor(async () => expect(await engine.inspectContainer(id)).toMatchObject({ state: 'exited', exitCode: 137 }), { timeout: 20_000 });
    await vi.waitFor(() => expect(() => process.kill(status.pid, 0)).toThrow(), { timeout: 20_000 });
  });
});

describe('a port that is taken', () => {
  it('by another container: docker\'s own words, and the container stays, created', async () => {
    const { engine } = await engineWithApp();
    const first = await start(engine);
    const hostPort = first.ports[0]?.hostPort ?? 0;
    const refused = engine.run({ image: 'boyacky/web-app', name: 'second', ports: [{ containerPort: 8080, hostPort }] });
    await expect(refused).rejects.toMatchObject({
      code: 'port-allocated',
      message: expect.stringMatching(
        new RegExp(`^docker: Error response from daemon: driver failed programming external connectivity on endpoint second \\([0-9a-f]{64}\\): Bind for 0\\.0\\.0\\.0:${hostPort} failed: port is already allocated\\.$`),
      ) as string,
    });
    expect(await engine.inspectContainer('second')).toMatchObject({ state: 'created', ports: [{ containerPort: 8080, hostPort }], error: expect.stringContaining('port is already allocated') as string });
    expect((await engine.listContainers()).map(({ name }) => name)).toEqual(['second', first.name]);
    expect(await get(first.url)).toBe('hello from 8080');
  });

  it.each(['127.0.0.1', '0.0.0.0'])('by a stranger on %s', async (host) => {
    const server = createServer().listen(0, host);
    await vi.waitFor(() => expect(server.listening).toBe(true));
    onTestFinished(() => void server.close());
    const { engine } = await engineWithApp();
    const hostPort = (server.address() as AddressInfo).port;
    await expect(engine.run({ image: 'boyacky/web-app', ports: [{ containerPort: 8080, hostPort }] })).rejects.toMatchObject({ code: 'port-allocated', message: expect.stringContaining('address already in use') as string });
  });
});

describe('exec', () => {
  it('looks at the files of the container', async () => {
    const { engine } = await engineWithApp({ 'README.md': '# hi', '.env': 'x', 'docs/a.txt': 'A' });
    const { id } = await start(engine);
    expect(await engine.exec(id, ['ls'])).toEqual({ exitCode: 0, stdout: 'Dockerfile\nREADME.md\ndocs\npackage.json\nserver.js\n', stderr: '' });
    expect((await engine.exec(id, ['ls', '-a', '/app/docs'])).stdout).toBe('.\n..\na.txt\n');
    expect((await engine.exec(id, ['ls', '-la'])).stdout).toMatch(/^-rw-r--r-- .* README\.md$/m);
    expect((await engine.exec(id, ['sh', '-c', 'ls docs'])).stdout).toBe('a.txt\n');
    expect((await engine.exec(id, ['cat', 'docs/a.txt'])).stdout).toBe('A');
    expect((await engine.exec(id, ['pwd'])).stdout).toBe('/app\n');
    expect((await engine.exec(id, ['find', '.', '-name', '*.txt'])).stdout).toBe('./docs/a.txt\n');
    expect((await engine.exec(id, ['env'])).stdout).toMatch(/^PORT=8080$/m);
    expect(await engine.exec(id, ['ls', 'nope'])).toEqual({ exitCode: 1, stdout: '', stderr: 'ls: nope: No such file or directory\n' });
  });

  it('never leaves them', async () => {
    const { engine } = await engineWithApp();
    const { id } = await start(engine);
    expect((await engine.exec(id, ['ls', '../../../../../..'])).stdout).toContain('app\n');
    expect((await engine.exec(id, ['cat', '/../../../../../../../etc/passwd'])).exitCode).toBe(1);
  });

  it('refuses other commands by name, and a container that does not run', async () => {
    const { engine } = await engineWithApp();
    const { id } = await start(engine);
    await expect(engine.exec(id, ['rm', '-rf', '/'])).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('"rm"') as string });
    await expect(engine.exec(id, ['sh', '-c', 'ls; id'])).rejects.toMatchObject({ code: 'unsupported' });
    await engine.stop(id, { graceSeconds: 5 });
    await expect(engine.exec(id, ['ls'])).rejects.toThrow(/is not running/);
    await expect(engine.exec('nobody', ['ls'])).rejects.toMatchObject({ code: 'container-not-found' });
  });
});

describe('several engines on one state directory', () => {
  it('leave alone what another one is making, and sweep up what one left an hour ago', async () => {
    const { engine, stateDir } = await engineWithApp();
    const { id } = await start(engine);
    const old = join(stateDir, 'scratch', 'old');
    const young = join(stateDir, 'scratch', 'young');
    const torn = join(stateDir, 'containers', 'f'.repeat(64));
    for (const dir of [old, young, torn]) await mkdir(dir, { recursive: true });
    for (const dir of [old, torn, join(stateDir, 'containers', id)]) await utimes(dir, 0, 0);
    await engine.status();
    expect([old, young, torn].filter((dir) => existsSync(dir))).toEqual([young]);
    expect(await engine.inspectContainer(id)).toMatchObject({ state: 'running' });
  });

  it('see the same containers', async () => {
    const { engine, stateDir } = await engineWithApp();
    const { id, name } = await start(engine);
    const other = createPracticeEngine({ stateDir });
    expect(name).toMatch(/^[a-z]+_[a-z]+\d*$/);
    expect(await other.inspectContainer(name)).toMatchObject({ id, state: 'running' });
    expect(await other.inspectContainer(id.slice(0, 12))).toMatchObject({ id });
    await other.stop(id);
    expect(await engine.inspectContainer(id)).toMatchObject({ state: 'exited' });
  });
});
