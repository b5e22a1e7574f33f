import { describe, expect, it } from 'vitest';
import { changedRows } from '../../src/workshop/live/live-view.js';
import { watchService } from '../../src/workshop/live/watch-service.js';
import { watchStack } from '../../src/workshop/live/watch-stack.js';
import { lookAtSystem } from '../../src/workshop/picture/look-at-system.js';
import { createFakeContext } from './steps/support/fake-context.js';
import { begin, step } from './steps/support-rollout/begin.js';

describe('a look at the system', () => {
  it('finds nothing where nothing is', async () => {
    const { context } = createFakeContext();
    const view = await lookAtSystem(context);
    expect(view.stack).toEqual({ state: 'absent' });
    expect(view.repository).toEqual({ state: 'absent' });
    expect(view['local-image']).toEqual({ state: 'absent' });
  });

  it('finds what stands, with its details', async () => {
    const { context } = await begin('rollout.bug');
    const view = await lookAtSystem(context);
    expect(view.cluster).toEqual({ state: 'there' });
    expect(view.repository).toEqual({ state: 'there', detail: '1.0' });
    expect(view['task-definition']).toEqual({ state: 'there', detail: ':1 → 1.0' });
    expect(view.service).toEqual({ state: 'there', detail: '1/1 :1×1' });
    expect(view['target-group']).toEqual({ state: 'there', detail: '1 healthy' });
    expect(view.listener).toEqual({ state: 'there', detail: ':80' });
  });

  it('finds the app of this machine, whoever started it, and no container in its place', async () => {
    const { context, world } = createFakeContext();
    const appAt = async (running: number | undefined) => (await lookAtSystem({ ...context, app: { ...context.app, running: () => (running === undefined ? undefined : { port: running, pid: 1 }) } }))['local-app'];
    expect(await appAt(undefined)).toEqual({ state: 'absent' });
    world.app.port = 8080;
    // By hand: nothing of ours knows of it.
    expect(await appAt(undefined)).toEqual({ state: 'there', detail: ':8080' });
    expect(await appAt(8090)).toEqual({ state: 'there', detail: ':8090' });
    world.app.port = undefined;
    world.strangers.set(8080, 'not Boyacky');
    expect(await appAt(undefined)).toEqual({ state: 'absent' });
  });

  it('counts only tags of the image of the course', async () => {
    const { context } = createFakeContext();
    context.workspace.copy(context.workspace.assets.sampleApp, context.workspace.appDir);
    context.workspace.write(context.workspace.dockerfile, 'FROM node:24\nCOPY . .\nEXPOSE 8080\nCMD x\n');
    await context.engine.build({ contextDir: context.workspace.appDir, tags: ['boyacky/web-app', 'boyacky/webapp:1.0', '127.0.0.1:5000/boyacky/web-app:2.0'] });
    expect((await lookAtSystem(context))['local-image']).toEqual({ state: 'there', detail: 'latest' });
  });

  it('does not know what it could not ask, and goes on with the rest', async () => {
    const { context } = await begin('rollout.bug');
    const broken = { ...context, aws: { ...context.aws, clusters: { ...context.aws.clusters, find: () => Promise.reject(new Error('throttled')) } } };
    const view = await lookAtSystem(broken);
    expect(view.cluster).toEqual({ state: 'unknown' });
    expect(view.listener.state).toBe('there');
  });
});

describe('what goes on while a step waits', () => {
  it('shows how far the stack is, and its newest events', async () => {
    const { context } = createFakeContext();
    await (await import('../../src/workshop/steps/foundation/create-stack.js')).createStack.solve(context);
    const { progress } = await watchStack(context);
    expect(progress?.total).toBeGreaterThan(20);
    expect(progress?.done).toBeLessThan(progress?.total ?? 0);
  });

  it('shows old and new side by side in a rollout, and tells what has changed', async () => {
    const { context, ecs } = await begin('rollout.update');
    const before = await watchService(context);
    await step('rollout.update').solve(context);
    const now = await watchService(context);
    expect(now.rows.filter(({ key }) => key.startsWith('deployment')).map(({ text }) => text.en.split(' ')[0])).toEqual(['PRIMARY', 'ACTIVE']);
    expect(changedRows(before, now).length).toBeGreaterThan(0);
    expect(changedRows(now, now)).toEqual([]);
    ecs.tick();
    expect(changedRows(now, await watchService(context)).length).toBeGreaterThan(0);
  });
});
