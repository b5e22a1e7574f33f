import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { localSteps } from '../../../src/workshop/steps/local/index.js';
import { readBoyackyPage } from '../../../src/workshop/steps/local/boyacky-page.js';
import { expectSolvable, runUntil, stepOf, wordsOf } from './support/drive.js';
import { completeStack } from './support/fake-aws.js';
import { createFakeContext } from './support/fake-context.js';

const step = (id: string) => stepOf(localSteps, id);

function begin() {
  const fake = createFakeContext();
  completeStack(fake.world);
  return fake;
}

describe('the steps of chapter 2', () => {
  it.each(localSteps)('$id begins undone', async ({ id }) => {
    expect(await look(step(id), begin().context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(localSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const fake = begin();
    await runUntil(localSteps, id, fake);
    await expectSolvable(step(id), fake);
  });

  it('leave nothing running, and nothing open in the ledger', async () => {
    const fake = begin();
    for (const each of localSteps) await runStep(each, fake.context);
    expect(fake.world.calls).toEqual(['app.install', 'app.start 8080', 'web.post /boyaki', 'web.post /boyaki/<id>/purify', 'app.stop']);
    expect(fake.context.ledger.open()).toEqual([]);
  });

  it('can be gone on with after the app was killed in between', async () => {
    const fake = begin();
    await runUntil(localSteps, 'local.post', fake);
    fake.world.app.port = undefined;
    await expectSolvable(step('local.post'), fake);
  });
});

describe('local.copy-app', () => {
  it('never overwrites what the learner has changed', async () => {
    const { context } = begin();
    const file = join(context.workspace.appDir, 'src', 'boyaki.js');
    context.workspace.write(file, '// mine');
    await step('local.copy-app').solve(context);
    expect(context.workspace.read(file)).toBe('// mine');
    expect(await look(step('local.copy-app'), context)).toMatchObject({ verdict: 'done' });
  });

  it('names the files that are missing', async () => {
    const { context } = begin();
    context.workspace.write(join(context.workspace.appDir, 'package.json'), '{}');
    expect(wordsOf(await look(step('local.copy-app'), context))).toContain('files are missing: package-lock.json');
  });
});

describe('local.run', () => {
  it('names a port that another program answers on', async () => {
    const { context, world } = begin();
    world.strangers.set(8080, '<h1>Jenkins</h1>');
    const verdict = await look(step('local.run'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', observed: { en: 'something that is not Boyacky answers on port 8080' } });
    await expect(step('local.run').solve(context)).rejects.toMatchObject({ code: 'port-taken', next: expect.stringContaining('lsof') });
    expect(world.calls).not.toContain('app.start 8080');
  });

  it('names it as well when it speaks no HTTP', async () => {
    const { context, world } = begin();
    world.strangers.set(8080, undefined);
    const { verdict } = await runStep(step('local.run'), context);
    expect(verdict).toMatchObject({ verdict: 'not-yet', fix: { en: expect.stringContaining('lsof -nP -iTCP:8080') } });
  });

  it('is not done by a container without credentials', async () => {
    const { context, world } = begin();
    world.images = [{ ...anImage, tags: ['boyacky/web-app:latest'] }];
    await context.engine.run({ image: 'boyacky/web-app', ports: [{ containerPort: 8080, hostPort: 8080 }] });
    expect(wordsOf(await look(step('local.run'), context))).toContain('CredentialsProviderError');
  });
});

describe('local.purify', () => {
  it('accepts nothing as gone that was never seen', async () => {
    const { context } = begin();
    expect(await look(step('local.purify'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'no boyaki was seen yet that could be purified' } });
  });

  it('sees that what was listed is still there, and then that the learner purified it', async () => {
    const fake = begin();
    await runUntil(localSteps, 'local.purify', fake);
    expect(await look(step('local.purify'), fake.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'every boyaki that was seen is still in the table' } });
    fake.world.table = [];
    expect(await look(step('local.purify'), fake.context)).toMatchObject({ verdict: 'done' });
  });
});

describe('a page of Boyacky', () => {
  it('is read as a browser shows it', () => {
    const body = '<li><span class="text">a &lt;b&gt; &amp; &quot;c&quot;</span>\n<form method="post" action="/boyaki/0%2F1/purify"></form></li>';
    expect(readBoyackyPage({ status: 200, headers: { 'x-boyacky-version': '1.0.0' }, body })).toEqual({ version: '1.0.0', trouble: undefined, boyakis: [{ id: '0/1', text: 'a <b> & "c"' }] });
  });

  it('is none without its version', () => {
    expect(readBoyackyPage({ status: 200, headers: {}, body: 'hello' })).toBeUndefined();
  });
});

const anImage = {
  id: 'sha256:1',
  tags: [] as string[],
  digests: [],
  sizeBytes: 1,
  createdAt: '',
  os: 'linux',
  architecture: 'amd64',
  layers: ['sha256:1'],
  config: { env: [], entrypoint: [], cmd: [], workingDir: '', exposedPorts: [], user: '', labels: {} },
  files: [],
};
