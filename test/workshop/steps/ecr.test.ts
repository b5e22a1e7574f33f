import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src/containers/engine.js';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { ecrSteps } from '../../../src/workshop/steps/ecr/index.js';
import { expectSolvable, runUntil, stepOf, wordsOf } from './support/drive.js';
import { createFakeContext } from './support/fake-context.js';
import { registry } from './support/fake-world.js';

const step = (id: string) => stepOf(ecrSteps, id);
const uri = `${registry}/boyacky/web-app`;

/** As docker's containerd store pushes it. */
const index = { isIndex: true, images: [{ digest: 'sha256:below', platform: 'linux/amd64', layers: ['sha256:layer'] }] };

async function beginAt(id: string) {
  const fake = createFakeContext();
  await runUntil(ecrSteps, id, fake);
  return fake;
}

describe('the steps of chapter 4', () => {
  it.each(ecrSteps)('$id begins undone', async ({ id }) => {
    expect(await look(step(id), createFakeContext().context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(ecrSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    await expectSolvable(step(id), await beginAt(id));
  });

  it('leave what is in the ledger and nothing else', async () => {
    const { context, world } = await beginAt('the end');
    expect(context.ledger.open().map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'repository boyacky/web-app',
      `registry-login ${registry}`,
      'local-image boyacky/web-app:latest',
      `local-image ${uri}:1.0`,
    ]);
    expect(world.images.map(({ tags }) => tags)).toEqual([['boyacky/web-app:latest', `${uri}:1.0`]]);
    expect(world.repositories.get('boyacky/web-app')?.images).toHaveLength(1);
  });

  it('never say or keep the token', async () => {
    const { context, said } = await beginAt('the end');
    expect(JSON.stringify([said, context.progress.state, context.ledger.lines()])).not.toContain('secret-token');
  });
});

describe('ecr.repository', () => {
  it.each([
    [{ tagMutability: 'MUTABLE' }, 'imageTagMutability: MUTABLE', 'put-image-tag-mutability'],
    [{ scanOnPush: false }, 'scanOnPush: false', 'put-image-scanning-configuration'],
  ])('names the wrong setting %j and does not change it itself', async (setting, observed, command) => {
    const { context, world } = await beginAt('ecr.login');
    const known = world.repositories.get('boyacky/web-app');
    if (known) known.repository = { ...known.repository, ...setting };
    expect(await look(step('ecr.repository'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: observed }, fix: { en: expect.stringContaining(command) } });
    await expect(step('ecr.repository').solve(context)).rejects.toMatchObject({ code: 'repository-settings', next: expect.stringContaining(command) });
  });
});

describe('ecr.login', () => {
  it('is seen by asking the registry, whoever logged in', async () => {
    const { context, world } = await beginAt('ecr.login');
    expect(await look(step('ecr.login'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('there is no login that') as string } });
    world.loggedIn = true;
    expect(await look(step('ecr.login'), context)).toMatchObject({ verdict: 'done' });
  });

  it('cannot tell when the registry does not answer', async () => {
    const { context } = await beginAt('ecr.login');
    const engine = { ...context.engine, isLoggedIn: () => Promise.reject(new EngineError('registry-unreachable', 'connection refused')) };
    expect(await look(step('ecr.login'), { ...context, engine })).toMatchObject({ verdict: 'cannot-tell' });
  });
});

describe('ecr.tag', () => {
  it('names the tag that was set instead', async () => {
    const { context } = await beginAt('ecr.tag');
    await context.engine.build({ contextDir: await prepareApp(context), tags: ['boyacky/web-app'] });
    await context.engine.tag('boyacky/web-app', `${uri}:latest`);
    expect(await look(step('ecr.tag'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: `its other names: ${uri}:latest` } });
  });

  it('wants the same image as latest', async () => {
    const fake = await beginAt('ecr.push');
    const { context } = fake;
    context.workspace.write(context.workspace.dockerfile, `FROM node:24\n`);
    await context.engine.build({ contextDir: context.workspace.appDir, tags: ['boyacky/web-app'] });
    context.progress.forget('ecr.tag');
    expect(await look(step('ecr.tag'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringMatching(/^1\.0: \w{12}, latest: \w{12}$/) } });
    await expectSolvable(step('ecr.tag'), fake);
  });
});

describe('ecr.digest', () => {
  it('logs in again where the login was lost', async () => {
    const fake = await beginAt('ecr.digest');
    fake.context.progress.forget('ecr.push');
    await fake.context.engine.removeImage(`${uri}:1.0`);
    fake.world.loggedIn = false;
    await step('ecr.digest').solve(fake.context);
    expect(fake.world.loggedIn).toBe(true);
  });
});

describe('ecr.push', () => {
  it('names the tags that were pushed instead', async () => {
    const { context } = await beginAt('ecr.push');
    await context.engine.tag('boyacky/web-app', `${uri}:v1`);
    await context.engine.push(`${uri}:v1`);
    expect(await look(step('ecr.push'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'it has the tags v1' } });
  });

  it('logs in again where the login was lost', async () => {
    const fake = await beginAt('ecr.push');
    fake.world.loggedIn = false;
    await expectSolvable(step('ecr.push'), fake);
  });
});

describe('ecr.wrong-repository', () => {
  it("shows the registry's words, and leaves no local tag", async () => {
    const { context, world } = await beginAt('ecr.immutable');
    expect(wordsOf(await look(step('ecr.wrong-repository'), context))).toContain("The repository with name 'boyacky/no-such-repository' does not exist");
    expect(world.images.flatMap(({ tags }) => tags).filter((tag) => tag.includes('no-such'))).toEqual([]);
  });

  it("sees a learner's own attempt by what it leaves here and not there", async () => {
    const { context } = await beginAt('ecr.wrong-repository');
    await context.engine.tag('boyacky/web-app', `${registry}/web-app:1.0`);
    expect(await look(step('ecr.wrong-repository'), context)).toMatchObject({ verdict: 'done' });
  });

  it('tries again after it was cut short', async () => {
    const fake = await beginAt('ecr.wrong-repository');
    const reference = `${registry}/boyacky/no-such-repository:1.0`;
    await fake.context.ledger.record({ kind: 'local-image', id: reference }, () => fake.context.engine.tag('boyacky/web-app', reference));
    expect(await look(step('ecr.wrong-repository'), fake.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step('ecr.wrong-repository'), fake);
    expect(fake.context.ledger.has({ kind: 'local-image', id: reference })).toBe(false);
  });
});

describe('ecr.immutable', () => {
  it('has really sent other content, was refused, and puts 1.0 back here', async () => {
    const { context, world } = await beginAt('ecr.immutable');
    const before = await context.engine.inspectImage(`${uri}:1.0`);
    await runStep(step('ecr.immutable'), context);
    expect(world.calls.filter((call) => call.startsWith('engine.build'))).toContain('engine.build boyacky/web-app:other-content');
    expect(wordsOf(await look(step('ecr.immutable'), context))).toContain('cannot be overwritten because the tag is immutable');
    expect((await context.engine.inspectImage(`${uri}:1.0`))?.id).toBe(before?.id);
    expect(await context.engine.inspectImage('boyacky/web-app:other-content')).toBeUndefined();
  });

  it("sees a learner's own attempt", async () => {
    const { context } = await beginAt('ecr.immutable');
    context.workspace.write(context.workspace.dockerfile, `FROM node:24\n`);
    await context.engine.build({ contextDir: context.workspace.appDir, tags: [`${uri}:1.0`] });
    expect(await look(step('ecr.immutable'), context)).toMatchObject({ verdict: 'done' });
  });

  it('goes on where it was cut short with 1.0 bent', async () => {
    const fake = await beginAt('ecr.immutable');
    const before = await fake.context.engine.inspectImage(`${uri}:1.0`);
    const engine = { ...fake.context.engine, push: () => Promise.reject(new EngineError('interrupted', 'interrupted')), tag: bendAndStop(fake.context.engine.tag) };
    await expect(step('ecr.immutable').solve({ ...fake.context, engine })).rejects.toThrow();
    expect((await fake.context.engine.inspectImage(`${uri}:1.0`))?.id).not.toBe(before?.id);
    expect(await look(step('ecr.immutable'), fake.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step('ecr.immutable'), fake);
    expect((await fake.context.engine.inspectImage(`${uri}:1.0`))?.id).toBe(before?.id);
  });

  it('sees that 1.0 was overwritten', async () => {
    const { context, world } = await beginAt('ecr.scan');
    context.progress.update({ witnessed: {} });
    const known = world.repositories.get('boyacky/web-app');
    if (known) known.images = known.images.map((image) => ({ ...image, digest: 'sha256:other' }));
    expect(wordsOf(await look(step('ecr.immutable'), context))).toContain('1.0 was overwritten');
  });
});

describe('ecr.scan', () => {
  it('waits for a scan that is under way, and starts one where there is none', async () => {
    const { context, world } = await beginAt('ecr.scan');
    const known = world.repositories.get('boyacky/web-app');
    const digest = known?.images[0]?.digest ?? '';
    if (known) known.scans[digest] = { status: 'IN_PROGRESS', counts: {} };
    expect(await look(step('ecr.scan'), context)).toMatchObject({ verdict: 'waiting' });
    if (known) known.scans = {};
    expect(await look(step('ecr.scan'), context)).toMatchObject({ verdict: 'not-yet' });
    await step('ecr.scan').solve(context);
    expect(world.calls).toContain(`repositories.startScan ${digest}`);
  });

  it('scans the image below an index, which itself cannot be scanned', async () => {
    const { context, world } = await beginAt('ecr.scan');
    world.tagged['1.0'] = index;
    expect(await step('ecr.scan').commands?.(context)).toEqual([expect.stringMatching(/--image-id imageDigest=sha256:below$/), expect.stringMatching(/--image-id imageDigest=sha256:below$/)]);
    expect(await look(step('ecr.scan'), context)).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringMatching(/start-image-scan .*imageDigest=sha256:below/) as string } });
    await step('ecr.scan').solve(context);
    expect(world.calls).toContain('repositories.startScan sha256:below');
    expect(await look(step('ecr.scan'), context)).toMatchObject({ verdict: 'waiting' });
  });

  it('counts the findings by severity', async () => {
    const { context, world } = await beginAt('ecr.scan');
    const known = world.repositories.get('boyacky/web-app');
    if (known) known.scans[known.images[0]?.digest ?? ''] = { status: 'COMPLETE', counts: { HIGH: 2, LOW: 5, MEDIUM: 0 } };
    expect(wordsOf(await look(step('ecr.scan'), context))).toContain('findings: HIGH 2, LOW 5');
  });
});

describe('ecr.push', () => {
  const artifact = { isIndex: false, images: [] };
  it.each([
    ['an attestation', artifact, '1.0 is no image'],
    ['an index without an image for Fargate', { isIndex: true, images: [{ digest: 'sha256:w', platform: 'windows/amd64', layers: ['sha256:l'] }] }, 'lists no image for linux/amd64 or linux/arm64 (windows/amd64)'],
  ])('is not done by %s under the tag, and names the way out', async (_, found, observed) => {
    const fake = await beginAt('ecr.digest');
    fake.world.tagged['1.0'] = found;
    for (const id of ['ecr.push', 'ecr.digest', 'ecr.scan']) {
      expect(await look(step(id), fake.context), id).toMatchObject({
        verdict: 'not-yet',
        observed: { en: expect.stringContaining(observed) as string },
        fix: { en: expect.stringContaining('aws ecr batch-delete-image --repository-name boyacky/web-app --image-ids imageTag=1.0') as string },
      });
    }
    await expectSolvable(step('ecr.push'), fake);
    expect(fake.world.calls).toContain('repositories.deleteTag 1.0');
  });

  it('is done by an index, and shows what is below it', async () => {
    const { context, world } = await beginAt('ecr.digest');
    world.tagged['1.0'] = index;
    expect(wordsOf(await look(step('ecr.push'), context))).toContain('linux/amd64 sha256:below');
  });
});

async function prepareApp({ workspace }: Awaited<ReturnType<typeof beginAt>>['context']): Promise<string> {
  workspace.copy(workspace.assets.sampleApp, workspace.appDir);
  workspace.copy(`${workspace.assets.templates}/solutions/Dockerfile`, workspace.dockerfile);
  return workspace.appDir;
}

/** As kill -9 right after the first tag would leave it: nothing is put back. */
function bendAndStop(tag: (source: string, target: string) => Promise<void>): (source: string, target: string) => Promise<void> {
  let bent = false;
  return (source, target) => {
    if (bent) return Promise.reject(new EngineError('interrupted', 'interrupted'));
    bent = true;
    return tag(source, target);
  };
}
