import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { startMemoryRegistry } from './memory-registry.js';
import { makeTempDir, writeApp } from './practice-app.js';

vi.setConfig({ testTimeout: 60_000 });

async function setUp() {
  const dir = await makeTempDir();
  const registry = await startMemoryRegistry();
  const engine = createPracticeEngine({ stateDir: join(dir, 'tutor') });
  const contextDir = await writeApp(join(dir, 'app'));
  const uri = `${registry.host}/boyacky/web-app`;
  const { imageId } = await engine.build({ contextDir, tags: ['boyacky/web-app'] });
  await engine.tag('boyacky/web-app', `${uri}:1.0`);
  const login = () => engine.login({ registry: registry.host, username: 'AWS', password: 'secret' });
  return { dir, registry, engine, contextDir, uri, imageId, login };
}

describe('pushing', () => {
  it('without a login: no basic auth credentials', async () => {
    const { engine, uri } = await setUp();
    await expect(engine.push(`${uri}:1.0`)).rejects.toMatchObject({ code: 'not-logged-in', message: 'no basic auth credentials' });
  });

  it('sends what is not there yet, and says the digest', async () => {
    const { engine, registry, uri, login, imageId } = await setUp();
    await login();
    const lines: string[] = [];
    const { digest } = await engine.push(`${uri}:1.0`, { onOutput: (line) => lines.push(line) });
    expect(registry.manifests.get('boyacky/web-app:1.0')?.type).toBe('application/vnd.docker.distribution.manifest.v2+json');
    expect(lines[0]).toBe(`The push refers to repository [${uri}]`);
    expect(lines.at(-1)).toMatch(new RegExp(`^1\\.0: digest: ${digest} size: \\d+$`));
    expect(await engine.inspectImage(`${uri}:1.0`)).toMatchObject({ id: imageId, digests: [`${uri}@${digest}`], tags: [`${uri}:1.0`, 'boyacky/web-app:latest'] });

    registry.requests.length = 0;
    expect(await engine.push(`${uri}:1.0`)).toEqual({ digest });
    expect(registry.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('is refused in docker\'s words: other content for a tag, a repository that is not there, Docker Hub', async () => {
    const { engine, registry, uri, login, contextDir } = await setUp();
    await login();
    await engine.push(`${uri}:1.0`);
    await writeFile(join(contextDir, 'server.js'), 'console.log("other")');
    await engine.build({ contextDir, tags: [`${uri}:1.0`, `${registry.host}/nobody/app:1.0`] });
    await expect(engine.push(`${uri}:1.0`)).rejects.toMatchObject({
      code: 'tag-immutable',
      message: "tag invalid: The image tag '1.0' already exists in the 'boyacky/web-app' repository and cannot be overwritten because the tag is immutable.",
    });
    await expect(engine.push(`${registry.host}/nobody/app:1.0`)).rejects.toMatchObject({
      code: 'repository-not-found',
      message: "name unknown: The repository with name 'nobody/app' does not exist in the registry with id '123456789012'",
    });
    await expect(engine.push('boyacky/web-app')).rejects.toMatchObject({ code: 'denied', message: 'denied: requested access to the resource is denied' });
    await expect(engine.push(`${uri}:2.0`)).rejects.toMatchObject({ code: 'image-not-found', message: `An image does not exist locally with the tag: ${uri}` });
  });

  it('with an old token: token-expired', async () => {
    const { engine, registry, uri, login } = await setUp();
    await login();
    registry.refusal = { status: 403, body: JSON.stringify({ errors: [{ code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }] }) };
    await expect(engine.push(`${uri}:1.0`)).rejects.toMatchObject({ code: 'token-expired', message: 'denied: Your authorization token has expired. Reauthenticate and try again.' });
  });

  it('to a registry that does not answer: registry-unreachable', async () => {
    const { engine } = await setUp();
    await engine.tag('boyacky/web-app', '127.0.0.1:1/boyacky/web-app:1.0');
    await expect(engine.push('127.0.0.1:1/boyacky/web-app:1.0')).rejects.toMatchObject({ code: 'registry-unreachable' });
  });
});

describe('logging in', () => {
  it('keeps the login for its owner only, and only until logout', async () => {
    const { engine, registry, uri, login, dir } = await setUp();
    expect(await engine.isLoggedIn(registry.host)).toBe(false);
    await login();
    expect(await engine.isLoggedIn(registry.host)).toBe(true);
    const file = join(dir, 'tutor', 'credentials.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'tutor'))).mode & 0o777).toBe(0o700);
    await engine.logout(registry.host);
    expect(await readFile(file, 'utf8')).toBe('{}');
    expect(await engine.isLoggedIn(registry.host)).toBe(false);
    await expect(engine.push(`${uri}:1.0`)).rejects.toMatchObject({ code: 'not-logged-in' });
  });

  it('with a wrong password is refused and nothing is kept', async () => {
    const { engine, registry, dir } = await setUp();
    await expect(engine.login({ registry: registry.host, username: 'AWS', password: 'wrong' })).rejects.toMatchObject({
      code: 'denied',
      message: `Error response from daemon: login attempt to http://${registry.host}/v2/ failed with status: 401 Unauthorized`,
    });
    expect(await readdir(join(dir, 'tutor'))).not.toContain('credentials.json');
  });
});

describe('pulling into another engine', () => {
  it('by digest: runs the same image', async () => {
    const { dir, engine, registry, uri, login, imageId } = await setUp();
    await login();
    const { digest } = await engine.push(`${uri}:1.0`);
    const fargate = createPracticeEngine({ stateDir: join(dir, 'sandbox') });
    await fargate.login({ registry: registry.host, username: 'AWS', password: 'secret' });
    const lines: string[] = [];
    await fargate.pull(`${uri}@${digest}`, { onOutput: (line) => lines.push(line) });
    expect(lines.at(-1)).toBe(`Status: Downloaded newer image for ${uri}@${digest}`);
    expect(await fargate.inspectImage(`${uri}@${digest}`)).toMatchObject({ id: imageId, digests: [`${uri}@${digest}`], tags: [] });

    const { containerId } = await fargate.run({ image: `${uri}@${digest}`, ports: [{ containerPort: 8080, hostIp: '127.0.0.1' }] });
    const container = await fargate.inspectContainer(containerId);
    expect(container?.ports).toEqual([{ containerPort: 8080, hostIp: '127.0.0.1', hostPort: expect.any(Number) as number }]);
    const text = await vi.waitFor(async () => (await fetch(`http://127.0.0.1:${container?.ports[0]?.hostPort}`)).text(), { timeout: 20_000 });
    expect(text).toBe('hello from 8080');
    await fargate.removeContainer(containerId, { force: true });
  });

  it('is refused in docker\'s words', async () => {
    const { registry, uri, engine, login } = await setUp();
    await expect(engine.pull(`${uri}:9`)).rejects.toMatchObject({ code: 'not-logged-in', message: `Error response from daemon: Head "http://${registry.host}/v2/boyacky/web-app/manifests/9": no basic auth credentials` });
    await login();
    await expect(engine.pull(`${uri}:9`)).rejects.toMatchObject({ code: 'image-not-found', message: `Error response from daemon: manifest for ${uri}:9 not found: manifest unknown: Requested image not found` });
    await expect(engine.pull(`${registry.host}/nobody/app:1`)).rejects.toMatchObject({ code: 'repository-not-found', message: expect.stringContaining(`repository ${registry.host}/nobody/app not found: name unknown: `) as string });
  });

  it('refuses a layer that is not what its digest says', async () => {
    const { dir, engine, registry, uri, login } = await setUp();
    await login();
    await engine.push(`${uri}:1.0`);
    for (const [digest, bytes] of registry.blobs) {
      const spoiled = Buffer.from(bytes);
      spoiled[spoiled.length - 1] = (spoiled.at(-1) ?? 0) ^ 1;
      registry.blobs.set(digest, spoiled);
    }
    const other = createPracticeEngine({ stateDir: join(dir, 'sandbox') });
    await other.login({ registry: registry.host, username: 'AWS', password: 'secret' });
    await expect(other.pull(`${uri}:1.0`)).rejects.toThrow(/verification failed for digest sha256:/);
    expect(await other.listImages()).toEqual([]);
  });
});
