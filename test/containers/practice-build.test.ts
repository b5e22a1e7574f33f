import { chmod, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tar from 'tar';
import { describe, expect, it, vi } from 'vitest';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { openPracticeStores } from '../../src/containers/practice/practice-stores.js';
import { makeTempDir, writeApp, writeFiles } from './practice-app.js';

vi.setConfig({ testTimeout: 60_000 });

async function setUp(files: Readonly<Record<string, string>> = {}) {
  const dir = await makeTempDir();
  const stateDir = join(dir, 'state');
  const engine = createPracticeEngine({ stateDir });
  const contextDir = await writeApp(join(dir, 'app'), files);
  const lines: string[] = [];
  const build = (tags: string[] = ['app'], more: { labels?: Record<string, string>; signal?: AbortSignal } = {}) =>
    engine.build({ contextDir, tags, onOutput: (line) => lines.push(line), ...more });
  /** Every path in the image, layer by layer. */
  const paths = async (reference = 'app'): Promise<string[]> => {
    const { images, blobs } = openPracticeStores(stateDir);
    const found: string[] = [];
    for (const { digest } of (await images.get(reference)).layers) {
      await tar.list({ file: blobs.path(digest), onReadEntry: (entry) => void found.push(entry.path) });
    }
    return found;
  };
  return { dir, stateDir, engine, contextDir, lines, build, paths };
}

describe('building', () => {
  it('makes an image with what the Dockerfile says', async () => {
    const { engine, build, lines } = await setUp({
      Dockerfile: 'FROM node:24-alpine\nWORKDIR /app\nCOPY package.json ./\nCOPY . .\nENV PORT=8080 NAME="a b"\nLABEL who="$NAME"\nEXPOSE $PORT\nUSER node\nCMD ["node", "server.js"]\n',
    });
    const { imageId } = await build(['boyacky/web-app', 'boyacky/web-app:1.0'], { labels: { 'boyacky-lab:owner': 'me' } });
    expect(await engine.inspectImage('boyacky/web-app')).toMatchObject({
      id: imageId,
      tags: ['boyacky/web-app:1.0', 'boyacky/web-app:latest'],
      digests: [],
      os: 'linux',
      layers: expect.objectContaining({ length: 4 }) as string[],
      config: { cmd: ['node', 'server.js'], entrypoint: [], workingDir: '/app', user: 'node', exposedPorts: ['8080/tcp'], labels: { who: 'a b', 'boyacky-lab:owner': 'me' } },
    });
    expect((await engine.inspectImage(imageId))?.config.env).toEqual(expect.arrayContaining(['PORT=8080', 'NAME=a b', `NODE_VERSION=${process.versions.node}`]));
    expect(lines).toContain('Step 1/9 : FROM node:24-alpine');
    expect(lines.at(-1)).toBe('Successfully tagged boyacky/web-app:1.0');
    const history = await engine.history('boyacky/web-app');
    expect(history[0]?.createdBy).toBe('/bin/sh -c #(nop)  CMD ["node", "server.js"]');
    expect(history.filter(({ sizeBytes }) => sizeBytes > 0)).toHaveLength(3);
  });

  it('gives the same image for the same files, from the cache, and another one when a file changed', async () => {
    const { engine, build, lines, contextDir } = await setUp();
    const first = await build();
    lines.length = 0;
    expect(await build()).toEqual(first);
    expect(lines.filter((line) => line === ' ---> Using cache')).toHaveLength(2);
    await writeFile(join(contextDir, 'server.js'), 'console.log(2)');
    const second = await build();
    expect(second.imageId).not.toBe(first.imageId);
    expect(await engine.inspectImage(first.imageId)).toMatchObject({ tags: [] });
    expect((await engine.listImages({ dangling: true })).map(({ id }) => id)).toEqual([first.imageId]);
    expect((await engine.listImages({ repository: 'app' })).map(({ id }) => id)).toEqual([second.imageId]);
  });

  it('gives the same layers on another machine', async () => {
    const [one, two] = [await setUp(), await setUp()];
    await one.build();
    await chmod(join(two.contextDir, 'server.js'), 0o664);
    await two.build();
    const layers = async ({ stateDir }: typeof one) => (await openPracticeStores(stateDir).images.get('app')).layers.map(({ digest }) => digest);
    expect(await layers(one)).toEqual(await layers(two));
  });

  it('leaves out what .dockerignore says', async () => {
    const { engine, build, paths } = await setUp({ '.dockerignore': '.git\nDockerfile\n*.md\n', '.git/HEAD': 'x', 'README.md': 'x', 'docs/keep.md': 'x' });
    await build();
    expect(await paths()).toEqual(expect.arrayContaining(['app/server.js', 'app/docs/keep.md', 'app/.dockerignore']));
    expect((await paths()).filter((path) => /\.git\/|Dockerfile|README/.test(path))).toEqual([]);
    expect((await engine.inspectImage('app'))?.sizeBytes).toBeLessThan(5000);
  });

  it.each([
    ['COPY server.js package.json /srv/', ['srv/server.js', 'srv/package.json']],
    ['COPY *.js /srv/', ['srv/server.js']],
    ['COPY server.js /srv/main.js', ['srv/main.js']],
    ['COPY docs /srv', ['srv/a.txt', 'srv/deep/b.txt']],
    ['COPY ["a b.txt", "./"]', ['work/a b.txt']],
    ['COPY --chown=node:node docs/ .', ['work/a.txt', 'work/deep/b.txt']],
    ['COPY ../../server.js .', ['work/server.js']],
    ['COPY @scope /', ['@x/y.txt']],
    ['COPY server.js /work', ['work/server.js']],
  ])('%s', async (copy, expected) => {
    const { build, paths } = await setUp({ Dockerfile: `FROM scratch\nWORKDIR /work\n${copy}\n`, 'docs/a.txt': 'a', 'docs/deep/b.txt': 'b', 'a b.txt': 'x', '@scope/@x/y.txt': 'y' });
    await build();
    const files = (await paths()).map((path) => path.replace(/^\.\//, '')).filter((path) => !path.endsWith('/'));
    expect(files.sort()).toEqual([...expected].sort());
  });

  it('runs npm ci in the image so far, with what it needs, and keeps what it made', async () => {
    const lock = { name: 'app', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'app', version: '1.0.0', dependencies: { dep: 'file:dep' } }, dep: { version: '1.0.0' }, 'node_modules/dep': { resolved: 'dep', link: true } } };
    const { build, paths, lines } = await setUp({
      'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { dep: 'file:dep' } }),
      'package-lock.json': JSON.stringify(lock),
      'dep/package.json': JSON.stringify({ name: 'dep', version: '1.0.0' }),
      Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nCOPY dep dep\nRUN npm ci --omit=dev && npm cache clean --force\nCOPY server.js .\nCMD node server.js\n',
    });
    await build();
    expect(await paths()).toEqual(expect.arrayContaining(['app/node_modules/dep', 'app/server.js']));
    expect((await paths()).filter((path) => path === 'app/package.json')).toHaveLength(1);
    lines.length = 0;
    await build();
    expect(lines.filter((line) => line === ' ---> Using cache')).toHaveLength(5);
  });

  it('says why npm ci failed', async () => {
    const { build, stateDir } = await setUp({ Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\n' });
    await expect(build()).rejects.toMatchObject({ code: 'lock-file-missing', message: "The command '/bin/sh -c npm ci' returned a non-zero code: 1", details: { stderr: expect.stringContaining('package-lock.json') as string } });
    expect(await readdir(join(stateDir, 'scratch'))).toEqual([]);
  });

  it('builds on an image that is here', async () => {
    const { build, contextDir, engine } = await setUp();
    await build(['base']);
    await writeFiles(contextDir, { Dockerfile: 'FROM base\nENV MORE=1\n' });
    await build(['child']);
    expect((await engine.inspectImage('child'))?.config).toMatchObject({ cmd: ['node', 'server.js'], workingDir: '/app', env: expect.arrayContaining(['MORE=1', 'PORT=8080']) as string[] });
  });

  it.each([
    ['FROM python:3', 'unsupported', /base image python:3 .*\(line 1\): install Docker/],
    ['FROM node:24-apline', 'base-image-not-found', /manifest for node:24-apline not found/],
    ['FROM --platform=linux/s390x node', 'unsupported', /--platform=linux\/s390x/],
    ['FROM node\nRUN apk add git', 'unsupported', /RUN apk add git .*\(line 2\): install Docker/],
    ['FROM node\nRUN npm ci; rm -rf /', 'unsupported', /line 2/],
    ['FROM node\nRUN npm install left-pad', 'unsupported', /RUN npm install left-pad/],
    ['FROM node\nCOPY nope .', 'build-failed', /COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist/],
    ['FROM node\nCOPY server.js package.json /x', 'build-failed', /must be a directory and end with a \//],
    ['FROM node\nEXPOSE http', 'dockerfile', /line 2: Invalid containerPort: http/],
  ])('%j is refused', async (dockerfile, code, message) => {
    const { build, engine } = await setUp({ Dockerfile: dockerfile });
    await expect(build()).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(await engine.listImages()).toEqual([]);
  });

  it('refuses a link out of the context, a missing Dockerfile, a bad tag, and stops when asked', async () => {
    const { build, contextDir, engine } = await setUp();
    await symlink('../../../../etc/passwd', join(contextDir, 'out'));
    await expect(build()).rejects.toThrow(/"app\/out" -> .* reaches outside the image/);
    await rm(join(contextDir, 'out'));
    await expect(build(['Boyacky'])).rejects.toThrow(/invalid reference format: repository name \(Boyacky\) must be lowercase/);
    await expect(build(['app'], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'interrupted' });
    await rm(join(contextDir, 'Dockerfile'));
    await expect(build()).rejects.toMatchObject({ code: 'dockerfile', message: expect.stringContaining('no such file or directory') as string });
    expect(await engine.listImages()).toEqual([]);
  });
});

describe('removing images', () => {
  it('takes tags first, the image with the last one', async () => {
    const { engine, build } = await setUp();
    const { imageId } = await build(['app', 'app:1.0']);
    await engine.removeImage('app');
    expect((await engine.inspectImage(imageId))?.tags).toEqual(['app:1.0']);
    await engine.removeImage('app:1.0');
    expect(await engine.inspectImage(imageId)).toBeUndefined();
    await engine.removeImage('app:1.0');
  });

  it('refuses while a container is there', async () => {
    const { engine, build } = await setUp();
    await build();
    const { containerId } = await engine.run({ image: 'app' });
    await expect(engine.removeImage('app')).rejects.toThrow(/conflict: unable to remove repository reference "app" \(cannot be forced\)/);
    await engine.stop(containerId, { graceSeconds: 5 });
    await expect(engine.removeImage('app')).rejects.toThrow(/\(must force\)/);
    await engine.removeContainer(containerId);
    await engine.removeImage('app');
    expect(await engine.listImages()).toEqual([]);
  });
});
