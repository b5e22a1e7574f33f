import { rmSync } from 'node:fs';
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

/** The app in the workspace, installed, still 1.0. */
async function beginFix(): Promise<LateContext> {
  const late = await begin('rollout.fix');
  return late;
}

function change(late: LateContext, file: string, from: string, to: string): void {
  const { workspace } = late.context;
  const text = workspace.read(source(late, file));
  expect(text, file).toContain(from);
  workspace.write(source(late, file), text.replace(from, to));
}

const cutWith = (expression: string) => (late: LateContext) => change(late, 'src/boyaki.js', 'boyaki: text,', `boyaki: ${expression},`);
const maxlength = (written: string) => (late: LateContext) => change(late, 'src/page.js', '<input name="boyaki"', `<input name="boyaki" ${written}`);
const version = (late: LateContext) => change(late, 'package.json', '"1.0.0"', '"1.1.0"');
const segments = `Array.from(new Intl.Segmenter('ja').segment(text.slice(0, 1000)), (each) => each.segment).slice(0, 20).join('')`;

describe('rollout.fix', () => {
  it('replaces what is unchanged, in the lock file too, and shows beforehand what it will write', async () => {
    const late = await beginFix();
    const { workspace } = late.context;
    const edits = (await step('rollout.fix').edits?.(late.context)) ?? [];
    expect(edits.map(({ label }) => label)).toEqual(['boyacky/src/boyaki.js', 'boyacky/src/page.js', 'boyacky/package.json', 'boyacky/package-lock.json']);
    await expectSolvable(step('rollout.fix'), late);
    for (const { path, after } of edits) expect(workspace.read(path)).toBe(after);
    for (const file of ['package.json', 'package-lock.json', 'src/boyaki.js', 'src/page.js']) {
      expect(workspace.read(source(late, file)), file).toBe(workspace.read(join(workspace.assets.templates, 'fix-1.1', file)));
    }
    expect(workspace.read(join(workspace.stateDir, 'before/boyacky/src/boyaki.js'))).toBe(workspace.read(join(workspace.assets.sampleApp, 'src/boyaki.js')));
  });

  it('keeps what the learner has changed elsewhere', async () => {
    const late = await beginFix();
    const { workspace } = late.context;
    workspace.write(source(late, 'src/page.js'), `${workspace.read(source(late, 'src/page.js'))}\n// mine\n`);
    await expectSolvable(step('rollout.fix'), late);
    expect(workspace.read(source(late, 'src/page.js'))).toContain('// mine');
    expect(workspace.read(source(late, 'src/page.js'))).toContain('maxlength');
  });

  it('refuses to overwrite the same lines, and writes nothing at all', async () => {
    const late = await beginFix();
    cutWith('text.slice(0, 21)')(late);
    await expect(step('rollout.fix').solve(late.context)).rejects.toMatchObject({ code: 'file-changed', message: expect.stringContaining('boyaki.js') });
    expect(late.context.workspace.read(source(late, 'package.json'))).toContain('1.0.0');
  });

  it.each<[string, ((late: LateContext) => void)[]]>([
    ['in createBoyaki', [cutWith(segments), maxlength('maxlength="20"'), version]],
    ['with a constant, and a number without quotes', [cutWith(segments), maxlength('maxlength=${10 * 2}'), version]],
    ['with single quotes, in capitals', [cutWith(segments), maxlength(`MAXLENGTH='20'`), version]],
    ['in app.js, before it is handed on', [(late) => change(late, 'src/app.js', 'createBoyaki(table, boyaki)', `createBoyaki(table, ${segments.replace('text', 'boyaki')})`), maxlength('maxlength="20"'), version]],
    ['with a loop', [cutWith(`(() => { let cut = ''; let count = 0; for (const { segment } of new Intl.Segmenter().segment(text.slice(0, 2000))) if (count++ < 20) cut += segment; return cut; })()`), maxlength('maxlength="20"'), version]],
    ['as the reference does', [(late) => { for (const file of ['src/boyaki.js', 'src/page.js']) late.context.workspace.write(source(late, file), late.context.workspace.read(join(late.context.workspace.assets.templates, 'fix-1.1', file))); }, version]],
    ['in the table', [(late) => change(late, 'src/boyaki.js', 'await table.put(boyaki)', `boyaki.boyaki = ${segments.replace('text', 'boyaki.boyaki')};\n  await table.put(boyaki)`), maxlength('maxlength="20"'), version]],
    ['with a function of its own, and the attribute last', [(late) => change(late, 'src/boyaki.js', 'boyaki: text,', 'boyaki: cut(text),'), (late) => change(late, 'src/boyaki.js', 'function readTokyoClock', `const cut = (text) => ${segments};\n\nfunction readTokyoClock`), (late) => change(late, 'src/page.js', 'required autofocus>', 'required autofocus maxlength="20">'), version]],
  ])('accepts any fix that works: %s', async (_, changes) => {
    const late = await beginFix();
    for (const make of changes) make(late);
    expect(await look(step('rollout.fix'), late.context)).toMatchObject({ verdict: 'done' });
  });

  it.each<[string, ((late: LateContext) => void)[], string]>([
    ['only maxlength', [maxlength('maxlength="20"'), version], 'it was not cut to 20: 21 characters were stored'],
    ['only the cut', [cutWith(segments), version], 'the input has no maxlength (src/page.js)'],
    ['cut at 21', [cutWith(segments.replace('20)', '21)')), maxlength('maxlength="20"'), version], '21 characters were stored'],
    ['cut at 19', [cutWith(segments.replace('20)', '19)')), maxlength('maxlength="20"'), version], 'only 19 characters were stored'],
    ['code units', [cutWith('text.slice(0, 20)'), maxlength('maxlength="20"'), version], 'only 10 characters were stored'],
    ['cut for the list only', [maxlength('maxlength="20"'), version, (late) => change(late, 'src/page.js', '${boyaki}</span>', '${boyaki.slice(0, 20)}</span>')], '21 characters were stored'],
    ['maxlength 200', [cutWith(segments), maxlength('maxlength="200"'), version], 'maxlength 200 (should be 20)'],
    ['version not raised', [cutWith(segments), maxlength('maxlength="20"')], 'version in package.json is 1.0.0 (should be 1.1.0)'],
    ['a syntax error', [(late) => change(late, 'src/boyaki.js', 'await table.put(boyaki);', 'await table.put(boyaki;')], 'src/boyaki.js:30: SyntaxError'],
    ['a broken import', [(late) => change(late, 'src/page.js', `from './version.js'`, `from './versions.js'`)], 'ERR_MODULE_NOT_FOUND'],
    ['a validator that refuses', [maxlength('maxlength="20"'), version, (late) => change(late, 'src/app.js', `if (typeof boyaki !== 'string'`, `if (boyaki.length > 20) return c.text('too long', 400);\n    if (typeof boyaki !== 'string'`)], 'do not refuse it, store its first 20 characters'],
  ])('names what is wrong: %s', async (_, changes, words) => {
    const late = await beginFix();
    for (const make of changes) make(late);
    expect(await look(step('rollout.fix'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(words) } });
  });

  it('cannot tell without the app’s packages', async () => {
    const late = await begin('rollout.fix');
    late.world.app.installed = false;
    expect(await look(step('rollout.fix'), late.context)).toMatchObject({ verdict: 'cannot-tell', fix: { en: expect.stringContaining('npm ci --prefix boyacky') } });
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

  it('refuse a build of unchanged files, whatever its id', async () => {
    const late = await begin('rollout.build');
    late.world.attests = true;
    const { workspace } = late.context;
    rmSync(workspace.appDir, { recursive: true });
    workspace.copy(workspace.assets.sampleApp, workspace.appDir);
    workspace.copy(join(workspace.assets.templates, 'solutions', 'Dockerfile'), workspace.dockerfile);
    await late.context.engine.build({ contextDir: workspace.appDir, tags: ['boyacky/web-app:1.1'] });
    expect(await look(step('rollout.build'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: '1.1 has the same content as 1.0' } });
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

  it('is not done by two indexes over the same files', async () => {
    const late = await begin('rollout.digests');
    late.world.tagged = { '1.0': { isIndex: true, images: [{ digest: 'sha256:a', platform: 'linux/amd64', layers: ['sha256:l'] }] }, '1.1': { isIndex: true, images: [{ digest: 'sha256:b', platform: 'linux/amd64', layers: ['sha256:l'] }] } };
    expect(await look(step('rollout.digests'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('not one file has changed') as string } });
    await step('rollout.digests').solve(late.context);
    expect(late.world.calls).toContain('repositories.deleteTag 1.1');
    late.world.tagged = {};
    expect(await look(step('rollout.digests'), late.context)).toMatchObject({ verdict: 'done' });
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

  it('still says why when the rollback is over and the deployment that failed is gone', async () => {
    const late = await begin('rollout.update');
    const service = late.ecs.service as Service;
    const event = (ago: number, message: string) => ({ id: String(ago), at: late.world.now - ago, message: `(service boyacky-service) ${message}` });
    late.ecs.service = { ...service, events: [event(1, 'has reached a steady state.'), event(2, 'rolling back to deployment ecs-svc/1.'), event(3, '(deployment ecs-svc/2) deployment failed: tasks failed to start.'), event(4, 'is unable to consistently start tasks successfully.')] };
    expect(await look(step('rollout.update'), late.context)).toMatchObject({ observed: { en: expect.stringMatching(/the rollout failed and was rolled back to boyacky-taskdef:1: .*tasks failed to start/) } });
    late.ecs.service = { ...service, events: [event(1, 'has reached a steady state.')] };
    expect(await look(step('rollout.update'), late.context)).not.toMatchObject({ observed: { en: expect.stringContaining('rolled back') } });
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

  it('shows nothing of an earlier rollout, and no task that was started later in place of a lost one', async () => {
    const late = await begin('rollout.watch');
    const older = ['has started 1 tasks: (task older).', '(deployment ecs-svc/older) deployment completed.'].map((message) => ({ id: message, at: late.world.now - 1, message }));
    late.ecs.service = { ...(late.ecs.service as Service), events: [...older].reverse() };
    for (let ticks = 0; ticks < 10; ticks++) late.ecs.tick();
    const later = { id: 'later', at: late.world.now + 60_000, message: 'has started 1 tasks: (task later).' };
    late.ecs.service = { ...late.ecs.service, events: [later, ...late.ecs.service.events] };
    const verdict = await look(step('rollout.watch'), late.context);
    expect(eventsOf(verdict)).toEqual(['has started', 'registered', 'has begun draining', 'deployment completed']);
    expect(wordsOf(verdict)).not.toMatch(/task (older|later)/);
    late.ecs.service = { ...late.ecs.service, events: [...older].reverse() };
    expect(eventsOf(await look(step('rollout.watch'), late.context))).toEqual([]);
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
