import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/containers/engine.js';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { findIgnored } from '../../../src/workshop/steps/image/ignore-patterns.js';
import { firstImage, secondImage } from '../../../src/workshop/steps/image/local-image.js';
import { imageSteps } from '../../../src/workshop/steps/image/index.js';
import { expectSolvable, runUntil, stepOf, wordsOf } from './support/drive.js';
import { createFakeContext } from './support/fake-context.js';

const step = (id: string) => stepOf(imageSteps, id);
const port = (hostPort: number, containerPort = 8080) => ({ image: 'boyacky/web-app', ports: [{ containerPort, hostPort }] });

async function beginAt(id: string) {
  const fake = createFakeContext();
  await runUntil(imageSteps, id, fake);
  return fake;
}

describe('the steps of chapter 3', () => {
  it.each(imageSteps)('$id begins undone', async ({ id }) => {
    expect(await look(step(id), createFakeContext().context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(imageSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    await expectSolvable(step(id), await beginAt(id));
  });

  it('do each thing once, and leave two images and no container', async () => {
    const fake = await beginAt('the end');
    expect(fake.world.calls).toEqual([
      'engine.build boyacky/web-app:latest',
      'engine.run boyacky-web-8080',
      'engine.build boyacky/web-app:latest',
      'engine.run boyacky-web-port-taken',
      'engine.removeContainer boyacky-web-port-taken',
      'engine.run boyacky-web-8081',
      'engine.stop boyacky-web-8081',
      'engine.removeContainer boyacky-web-8081',
      'engine.stop boyacky-web-8080',
      'engine.removeContainer boyacky-web-8080',
    ]);
    expect(fake.world.containers).toEqual([]);
    expect(fake.context.ledger.open().map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'local-image boyacky/web-app:latest',
      `local-image ${fake.context.progress.fact(firstImage)}`,
    ]);
  });

  it('go through in a workspace that has been through already, where the cache gives the same image', async () => {
    const fake = createFakeContext();
    await step('image.dockerfile').solve(fake.context);
    await step('image.ignore').solve(fake.context);
    for (const each of imageSteps) expect((await runStep(each, fake.context)).verdict, each.id).toMatchObject({ verdict: 'done' });
    expect(fake.context.progress.fact(secondImage)).toBe(fake.context.progress.fact(firstImage));
  });

  it('can be gone on with after the containers were lost', async () => {
    const fake = await beginAt('image.exec');
    fake.world.containers = fake.world.containers.map((each) => ({ ...each, state: 'exited', exitCode: 137 }));
    await expectSolvable(step('image.exec'), fake);
  });

  it('accept what a learner does by hand, under names of its own', async () => {
    const { context, world } = createFakeContext();
    const { appDir } = context.workspace;
    const expectDone = async (id: string) => expect((await look(step(id), context)).verdict, id).toBe('done');
    await step('image.dockerfile').solve(context);
    await context.engine.build({ contextDir: appDir, tags: ['boyacky/web-app'] });
    await expectDone('image.build');
    await context.engine.run(port(8080));
    for (const id of ['image.run', 'image.no-credentials', 'image.exec']) await expectDone(id);
    await step('image.ignore').solve(context);
    await context.engine.build({ contextDir: appDir, tags: ['boyacky/web-app'] });
    for (const id of ['image.rebuild', 'image.compare']) await expectDone(id);
    await expect(context.engine.run(port(8080))).rejects.toThrow('port is already allocated');
    await expectDone('image.port-taken');
    await context.engine.run(port(8081));
    for (const id of ['image.run-8081', 'image.files-gone']) await expectDone(id);
    expect(world.calls.every((call) => !call.includes('boyacky-web-'))).toBe(true);
  });
});

describe('image.dockerfile', () => {
  it.each([
    ['FROM python:alpine\nCOPY . .\nEXPOSE 8080\nCMD x', 'FROM python:alpine'],
    ['FROM node:24\nEXPOSE 8080\nCMD x', 'there is no COPY'],
    ['FROM node:24\nCOPY . .\nEXPOSE 80\nCMD x', 'EXPOSE 80'],
    ['FROM node:24\nCOPY . .\n# EXPOSE 8080\nCMD x', 'there is no EXPOSE'],
    ['FROM node:24\nCOPY . .\nEXPOSE 8080\n', 'there is neither CMD nor ENTRYPOINT'],
    ['', 'there is no FROM'],
    ['FROM node:24-apline\nCOPY . .\nEXPOSE 8080\nCMD x', 'FROM node:24-apline: there is no such tag'],
    [Buffer.from('\ufeffFROM node:24-alpine\r\n', 'utf16le').toString(), 'Dockerfile is in UTF-16, as > of PowerShell writes it; docker reads UTF-8 only'],
  ])('refuses %j', async (text, observed) => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerfile, text);
    expect(await look(step('image.dockerfile'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: observed } });
  });

  it.each([
    'from public.ecr.aws/docker/library/node:24-alpine as run\ncopy . \\\n  .\nexpose 8080/tcp\nentrypoint ["node"]\n',
    'FROM --platform=linux/amd64 node:24\r\nADD . .\r\nEXPOSE 3000 8080\r\nCMD node src/server.js\r\n',
  ])('takes %j', async (text) => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerfile, text);
    expect(await look(step('image.dockerfile'), context)).toMatchObject({ verdict: 'done' });
  });

  it('names a script whose lines end as on Windows', async () => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerfile, 'FROM node:24\nCOPY . .\nEXPOSE 8080\nENTRYPOINT ["/app/start.sh"]\n');
    context.workspace.write(join(context.workspace.appDir, 'start.sh'), '#!/bin/sh\r\nnode src/server.js\r\n');
    expect(await look(step('image.dockerfile'), context)).toMatchObject({ observed: { en: expect.stringContaining('the lines of start.sh end in CRLF') } });
    context.workspace.write(join(context.workspace.appDir, 'start.sh'), '#!/bin/sh\nnode src/server.js\n');
    expect(await look(step('image.dockerfile'), context)).toMatchObject({ verdict: 'done' });
  });

  it('finds the file that an editor gave an extension', async () => {
    const { context } = createFakeContext();
    context.workspace.write(join(context.workspace.appDir, 'Dockerfile.txt'), 'FROM node:24');
    expect(await look(step('image.dockerfile'), context)).toMatchObject({ observed: { en: 'there is a Dockerfile.txt' } });
  });

  it('leaves a Dockerfile of the learner as it is', async () => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerfile, 'FROM node:22\n');
    await step('image.dockerfile').solve(context);
    expect(context.workspace.read(context.workspace.dockerfile)).toBe('FROM node:22\n');
  });
});

describe('image.build', () => {
  it('points at an image that was built under another name', async () => {
    const { context } = await beginAt('image.build');
    await context.engine.build({ contextDir: context.workspace.appDir, tags: ['web-app'] });
    expect(await look(step('image.build'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'there are others with a similar name: web-app:latest' } });
  });
});

describe('image.run', () => {
  it.each([
    ['no -p', { image: 'boyacky/web-app' }, /runs, but publishes no port/],
    ['the wrong port of this machine', port(3000), /one runs on port 3000/],
  ])('sees %s', async (_, request, observed) => {
    const { context } = await beginAt('image.run');
    await context.engine.run(request);
    expect(await look(step('image.run'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringMatching(observed) } });
  });

  it('is not done by the app of chapter 2', async () => {
    const { context, world } = await beginAt('image.run');
    world.app.port = 8080;
    expect(wordsOf(await look(step('image.run'), context))).toContain('as a process of this machine');
  });

  it('says who has the port when it is not ours, and leaves no half-made container', async () => {
    const { context, world } = await beginAt('image.run');
    world.strangers.set(8080, undefined);
    await expect(step('image.run').solve(context)).rejects.toMatchObject({ code: 'port-taken', next: expect.stringContaining('lsof -nP -iTCP:8080') });
    expect(world.containers).toEqual([]);
    expect(context.ledger.open().map(({ kind }) => kind)).toEqual(['local-image']);
  });

  it('cannot tell with a dead daemon', async () => {
    const { context } = await beginAt('image.run');
    const engine = { ...context.engine, listContainers: () => Promise.reject(new EngineError('daemon-unreachable', 'Cannot connect to the Docker daemon')) };
    expect(await look(step('image.run'), { ...context, engine })).toMatchObject({ verdict: 'cannot-tell' });
  });
});

describe('image.no-credentials', () => {
  it('sees that credentials were passed on, and names them without their values', async () => {
    const { context } = await beginAt('image.run');
    await context.engine.run({ ...port(8080), env: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' } });
    const verdict = await look(step('image.no-credentials'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: 'the container was given AWS_ACCESS_KEY_ID' } });
    expect(wordsOf(verdict)).not.toContain('AKIAEXAMPLE');
  });
});

describe('image.exec', () => {
  it('finds what is needless', async () => {
    const { context } = await beginAt('image.ignore');
    const words = wordsOf(await look(step('image.exec'), context));
    for (const name of ['README.md', 'test', 'docs', '.vscode', 'Dockerfile', 'node_modules/typescript']) expect(words).toContain(name);
  });
});

describe('image.ignore', () => {
  it('names what is missing', async () => {
    const { context } = await beginAt('image.ignore');
    writeFileSync(context.workspace.dockerignore, '.vscode\ndocs\n*.md\nnode_modules\n');
    expect(await look(step('image.ignore'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'test, jsconfig.json, Dockerfile still gets in' } });
  });

  it('names what the app needs and would lose', async () => {
    const { context } = await beginAt('image.ignore');
    writeFileSync(context.workspace.dockerignore, '*\n!src\n');
    expect(wordsOf(await look(step('image.ignore'), context))).toContain('public, package.json, package-lock.json is left out as well');
  });

  it.each([
    ['*\n!src\n!package*.json\n', ['docs']],
    ['**/docs\n', ['docs']],
    ['/docs/\n# src\n', ['docs']],
    ['d?cs', ['docs']],
    // What is in it stays out; the folder itself comes along, empty.
    ['docs/**', []],
    ['docs\n!docs\n', []],
    ['doc\n', []],
  ])('reads %j as docker does', (text, ignored) => {
    expect(findIgnored(text, ['docs', 'src', 'package.json'])).toEqual(ignored);
  });
});

describe('image.rebuild', () => {
  it('is not done by building the same again', async () => {
    const { context } = await beginAt('image.rebuild');
    const first = await context.engine.inspectImage('boyacky/web-app');
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: `it is still the first image, ${first?.id.slice(7, 19)}` } });
    writeFileSync(context.workspace.dockerignore, '');
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'not-yet', expected: { en: expect.stringContaining('.dockerignore names') as string } });
  });

  it('is not done by another id over the same files', async () => {
    const { context, world } = await beginAt('image.rebuild');
    world.attests = true;
    const ignored = context.workspace.read(context.workspace.dockerignore);
    rmSync(context.workspace.dockerignore);
    await context.engine.build({ contextDir: context.workspace.appDir, tags: ['boyacky/web-app'] });
    writeFileSync(context.workspace.dockerignore, ignored);
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('the files in it are those of the first image') as string } });
    await context.engine.build({ contextDir: context.workspace.appDir, tags: ['boyacky/web-app'] });
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'done' });
  });

  it('builds where the first image was made by a later step, before there was a .dockerignore', async () => {
    const { context, world } = createFakeContext();
    await step('image.build').solve(context);
    await step('image.ignore').solve(context);
    await step('image.rebuild').solve(context);
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'done', evidence: [{ en: expect.stringContaining('→') as string }, {}] });
    expect(world.calls.filter((call) => call.startsWith('engine.build'))).toHaveLength(2);
  });
});

describe('image.port-taken', () => {
  it('is not done while nothing holds the port', async () => {
    const { context, world } = await beginAt('image.port-taken');
    world.containers = [];
    expect(await look(step('image.port-taken'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'no container runs on 8080' } });
  });

  it("shows the engine's own words", async () => {
    const fake = await beginAt('image.run-8081');
    expect(wordsOf(await look(step('image.port-taken'), fake.context))).toContain('Bind for 0.0.0.0:8080 failed: port is already allocated');
  });
});

describe('image.run-8081', () => {
  it('wants the new image', async () => {
    const { context } = await beginAt('image.run-8081');
    await context.engine.run({ ...port(8081), image: context.progress.fact(firstImage) ?? '' });
    expect(wordsOf(await look(step('image.run-8081'), context))).toContain('it is of the older image');
  });
});

describe('image.stop', () => {
  it('is not done by stopping alone', async () => {
    const { context } = await beginAt('image.stop');
    for (const { id } of await context.engine.listContainers()) await context.engine.stop(id);
    expect(await look(step('image.stop'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringMatching(/\(exited\).*\(exited\)/) } });
  });

  it('leaves the containers of others alone', async () => {
    const { context, world } = await beginAt('image.stop');
    world.containers = [...world.containers, ...world.containers.slice(0, 1).map((each) => ({ ...each, id: 'other', name: 'other', image: 'postgres:17', labels: {} }))];
    await step('image.stop').solve(context);
    expect(world.containers.map(({ name }) => name)).toEqual(['other']);
  });
});

describe('what a .dockerignore does to the build', () => {
  it('is said before it: without its lock file npm ci fails', async () => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerignore, '*.json\n');
    expect(await look(step('image.build'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'there is none yet, and the build will fail: .dockerignore leaves out package.json, package-lock.json' } });
  });

  it('is nothing where it is in UTF-16', async () => {
    const { context } = createFakeContext();
    context.workspace.write(context.workspace.dockerignore, Buffer.from('\ufeffdocs\r\n', 'utf16le').toString());
    expect(await look(step('image.ignore'), context)).toMatchObject({ observed: { en: expect.stringContaining('.dockerignore is in UTF-16') } });
  });
});
