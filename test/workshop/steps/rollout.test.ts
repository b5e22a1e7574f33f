import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../src/aws/services.js';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { rolloutSteps } from '../../../src/workshop/steps/rollout/index.js';
import { emojiText, longText } from '../../../src/workshop/steps/rollout/texts.js';
import type { Verdict } from '../../../src/workshop/types.js';
import { expectSolvable, wordsOf } from './support/drive.js';
import { begin, step, type LateContext } from './support-rollout/begin.js';

/** Done as soon as the step before is, or waiting for ECS. */
const watched = ['rollout.digests', 'rollout.watch'];

const source = ({ context: { workspace } }: LateContext, file: string) => join(workspace.appDir, file);

describe('the steps of chapter 9', () => {
  it.each(rolloutSteps)('$id is undone before the chapter', async ({ id }) => {
    expect(await look(step(id), (await begin('rollout.bug')).context)).toMatchObject({ verdict: 'not-yet' });
  });

  it.each(rolloutSteps)('$id is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const late = await begin(id);
    if (!watched.includes(id)) expect(await look(step(id), late.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step(id), late);
  });

  it('leave the states of all chapters as they should be', async () => {
    const late = await begin('rollout.limit');
    await runStep(step('rollout.limit'), late.context);
    const ids = ['taskdef.register', 'service.create', 'service.running', 'service.healthy', 'service.steady', 'service.open', ...rolloutSteps.map(({ id }) => id)];
    for (const id of ids) expect(await look(step(id), late.context), id).toMatchObject({ verdict: 'done' });
    expect(late.context.ledger.has({ kind: 'local-app', id: 'localhost:8080' })).toBe(false);
    expect(late.world.table).toEqual([]);
  });
});

describe('rollout.bug', () => {
  it('shows the reason twice: on the page and in the log', async () => {
    const { context } = await begin('rollout.bug');
    const { verdict } = await runStep(step('rollout.bug'), context);
    expect(wordsOf(verdict)).toContain('the answer was 500: ValidationException: Item size has exceeded the maximum allowed size');
    expect(wordsOf(verdict)).toContain('/ecs/boyacky-taskdef: cannot store a boyaki of');
  });

  it('waits for the log line, but not for ever', async () => {
    const { context, ecs } = await begin('rollout.bug');
    await step('rollout.bug').solve(context);
    ecs.logs = [];
    expect(await look(step('rollout.bug'), context)).toMatchObject({ verdict: 'waiting' });
    await context.clock.sleep(30_000);
    expect(await look(step('rollout.bug'), context)).toMatchObject({ verdict: 'done' });
  });

  it('says that it was not seen when 1.1 is live already', async () => {
    const late = await begin('rollout.limit');
    late.context.progress.clear();
    late.ecs.logs = [];
    expect(wordsOf(await look(step('rollout.bug'), late.context))).toContain('it was not seen');
    const calls = late.world.calls.length;
    await step('rollout.bug').solve(late.context);
    expect(late.world.calls).toHaveLength(calls);
  });
});

describe('rollout.fix', () => {
  it('replaces what is unchanged, in the lock file too', async () => {
    const late = await begin('rollout.fix');
    await runStep(step('rollout.fix'), late.context);
    const { workspace } = late.context;
    for (const file of ['package.json', 'package-lock.json', 'src/boyaki.js', 'src/page.js']) {
      expect(workspace.read(source(late, file)), file).toBe(workspace.read(join(workspace.assets.templates, 'fix-1.1', file)));
    }
  });

  it('refuses to overwrite the learner’s work, and writes nothing at all', async () => {
    const late = await begin('rollout.fix');
    const { workspace } = late.context;
    workspace.write(source(late, 'src/page.js'), `${workspace.read(source(late, 'src/page.js'))}\n// mine\n`);
    await expect(step('rollout.fix').solve(late.context)).rejects.toMatchObject({ code: 'file-changed', message: expect.stringContaining('page.js') });
    expect(workspace.read(source(late, 'package.json'))).toContain('1.0.0');
  });

  it('completes the page beside the learner’s own cut', async () => {
    const late = await begin('rollout.fix');
    const { workspace } = late.context;
    workspace.write(source(late, 'src/boyaki.js'), `${workspace.read(source(late, 'src/boyaki.js'))}\n// cut with Intl.Segmenter\n`);
    await expectSolvable(step('rollout.fix'), late);
    expect(workspace.read(source(late, 'src/page.js'))).toContain('<input name="boyaki" maxlength="20"');
    expect(workspace.read(source(late, 'src/page.js'))).not.toContain('LIMIT');
    expect(workspace.read(source(late, 'src/boyaki.js'))).toContain('// cut with');
  });

  it.each([
    ['src/boyaki.js', 'boyaki: text,', 'boyaki: text.slice(0, 20),', 'an emoji is two code units or more'],
    ['src/page.js', '<input ', '<input maxlength="200" ', 'maxlength in src/page.js is 200 (should be 20)'],
    ['package.json', '"1.0.0"', '"1.1"', 'version in package.json is 1.1 (should be 1.1.0)'],
  ])('names what is wrong in %s', async (file, from, to, words) => {
    const late = await begin('rollout.fix');
    const { workspace } = late.context;
    workspace.write(source(late, file), workspace.read(source(late, file)).replace(from, to));
    expect(await look(step('rollout.fix'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(words) } });
  });
});

describe('rollout.local-check', () => {
  it.each<[string, (text: string) => string, string]>([
    ['code units', (text) => text.slice(0, 20), 'only 10 characters were stored'],
    ['code points', (text) => [...text].slice(0, 20).join(''), 'the last character was cut in the middle'],
    ['nothing', (text) => text, 'it was not cut to 20: 30 characters were stored'],
  ])('tells a program that counts %s, deletes what it posted and stops the app', async (_, cut, words) => {
    const late = await begin('rollout.local-check');
    late.boyacky.cut = cut;
    expect(await runStep(step('rollout.local-check'), late.context)).toMatchObject({ outcome: 'not-done', verdict: { observed: { en: expect.stringContaining(words) } } });
    expect(late.world.table).toEqual([]);
    expect(late.world.app.port).toBeUndefined();
    late.boyacky.cut = (text) => [...new Intl.Segmenter('ja').segment(text)].slice(0, 20).map(({ segment }) => segment).join('');
    await expectSolvable(step('rollout.local-check'), late);
  });

  it('sees what the learner tried by hand', async () => {
    const late = await begin('rollout.local-check');
    late.world.app.port = 8080;
    await late.boyacky.post('http://127.0.0.1:8080/boyaki', { boyaki: emojiText });
    expect(await look(step('rollout.local-check'), late.context)).toMatchObject({ verdict: 'done' });
  });

  it('says so when the fixed app does not come up', async () => {
    const late = await begin('rollout.local-check');
    late.world.app.output = 'SyntaxError: Unexpected token';
    const app = { ...late.context.app, start: async () => {} };
    await expect(step('rollout.local-check').solve({ ...late.context, app })).rejects.toMatchObject({ code: 'app-did-not-start', why: 'SyntaxError: Unexpected token' });
    expect(late.context.ledger.open().some(({ kind }) => kind === 'local-app')).toBe(false);
  });
});

describe('rollout.build and rollout.push', () => {
  it('refuse 1.0 under a new name', async () => {
    const late = await begin('rollout.build');
    await late.context.engine.tag('boyacky/web-app:latest', 'boyacky/web-app:1.1');
    expect(await look(step('rollout.build'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: '1.1 has the same content as 1.0' } });
    await expectSolvable(step('rollout.build'), late);
  });

  it('know the image in ECR when it is not on this machine any more', async () => {
    const late = await begin('rollout.digests');
    await late.context.engine.removeImage('boyacky/web-app:1.1');
    expect(await look(step('rollout.build'), late.context)).toMatchObject({ verdict: 'done', evidence: [{ en: '1.1 is in ECR' }] });
  });

  it('log in again: chapter 4’s token may have run out', async () => {
    const late = await begin('rollout.push');
    late.world.loggedIn = false;
    await expectSolvable(step('rollout.push'), late);
    expect(late.said.join()).not.toContain('secret-token');
  });
});

describe('rollout.digests', () => {
  it('is not done by one content under two tags', async () => {
    const late = await begin('rollout.digests');
    for (const known of late.world.repositories.values()) known.images = known.images.map((image) => ({ ...image, digest: 'sha256:same' }));
    expect(await look(step('rollout.digests'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'both are sha256:same' } });
  });
});

describe('rollout.update', () => {
  it('forces a new deployment of the new revision', async () => {
    const late = await begin('rollout.watch');
    expect(late.world.calls).toContain('services.update boyacky-taskdef:2 force=true');
  });

  it('says why when the circuit breaker rolled back', async () => {
    const late = await begin('rollout.update');
    const failed = { ...(late.ecs.service as Service).deployments[0], status: 'INACTIVE', rolloutState: 'FAILED', rolloutReason: 'ECS deployment circuit breaker: tasks failed to start.' };
    late.ecs.service = { ...(late.ecs.service as Service), deployments: [...(late.ecs.service as Service).deployments, failed as Service['deployments'][number]] };
    expect(await look(step('rollout.update'), late.context)).toMatchObject({ observed: { en: expect.stringContaining('circuit breaker') } });
  });
});

describe('rollout.watch', () => {
  it('sees both deployments, old and new targets, and tells it once for each change', async () => {
    const late = await begin('rollout.watch');
    const before = late.said.length;
    const { verdict } = await runStep(step('rollout.watch'), late.context);
    const words = wordsOf(verdict);
    expect(words).toContain('side by side: PRIMARY boyacky-taskdef:2');
    expect(words).toMatch(/targets old and new: 10\.0\.0\.10:8080 draining, 10\.0\.0\.11:8080 healthy/);
    const lines = late.said.slice(before);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(3);
  });

  it('tells of it from the events when it came too late', async () => {
    const late = await begin('rollout.watch');
    for (let ticks = 0; ticks < 10; ticks++) late.ecs.tick();
    const verdict = await look(step('rollout.watch'), late.context);
    expect(eventsOf(verdict)).toEqual(['has started', 'registered', 'has begun draining', 'deployment completed']);
    expect(wordsOf(verdict)).toContain('too late to see both deployments');
  });

  it('is no endless wait when the rollout failed', async () => {
    const late = await begin('rollout.watch');
    const service = late.ecs.service as Service;
    late.ecs.service = { ...service, deployments: service.deployments.map((each) => ({ ...each, rolloutState: 'FAILED', rolloutReason: 'tasks failed to start.' })) };
    expect(await look(step('rollout.watch'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('“tasks failed to start.”: the deployment circuit breaker has tripped') } });
  });
});

describe('rollout.limit', () => {
  it('posts the very text that 1.0 refused, and deletes what was stored', async () => {
    const late = await begin('rollout.limit');
    const { verdict } = await runStep(step('rollout.limit'), late.context);
    expect(wordsOf(verdict)).toContain(`stored with 20 characters: ${longText.slice(0, 20)}`);
    expect(late.world.table).toEqual([]);
  });

  it('is not fooled by a site that does not cut', async () => {
    const late = await begin('rollout.limit');
    late.boyacky.cut = (text) => text.slice(0, 30);
    expect(await runStep(step('rollout.limit'), late.context)).toMatchObject({ outcome: 'not-done', verdict: { observed: { en: 'it was not cut to 20: 30 characters were stored' } } });
  });
});

function eventsOf(verdict: Verdict): string[] {
  const told = verdict.verdict === 'done' ? verdict.evidence.map(({ en }) => en) : [];
  return told.flatMap((line) => /has started|registered|has begun draining|deployment completed/.exec(line)?.[0] ?? []);
}
