import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { look } from '../../src/workshop/look.js';
import { planReset, resetStep } from '../../src/workshop/reset-step.js';
import { runStep } from '../../src/workshop/run-step.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { firstImage } from '../../src/workshop/steps/image/local-image.js';
import { imageSteps } from '../../src/workshop/steps/image/index.js';
import { runUntil, stepOf } from './steps/support/drive.js';
import { createFakeContext } from './steps/support/fake-context.js';

const step = (id: string) => stepOf(allSteps, id);

async function imagesRebuilt() {
  const fake = createFakeContext();
  await runUntil(imageSteps, 'image.compare', fake);
  return fake.context;
}

describe('a step that is done again', () => {
  it('takes along what later steps were done with, and the plan says so', async () => {
    const context = await imagesRebuilt();
    const build = step('image.build');
    const { resources, undone } = await planReset(build, context, allSteps);
    expect(resources.map(({ kind }) => kind)).toContain('local-image');
    expect(undone).toEqual(['image.inspect', 'image.run', 'image.no-credentials', 'image.exec', 'image.rebuild']);
    expect((await resetStep(build, context, allSteps)).map(({ result }) => result)).not.toContain('still-there');
    expect(await look(build, context)).toMatchObject({ verdict: 'not-yet' });
    const { facts, witnessed } = context.progress.state;
    expect([...Object.keys(facts), ...Object.keys(witnessed)].filter((id) => undone.includes(id) || id === 'image.build')).toEqual([]);
  });

  it('is not what an older fact says: an image built anew, of other sources, is the first one and not the second', async () => {
    const context = await imagesRebuilt();
    await resetStep(step('image.build'), context, allSteps);
    rmSync(context.workspace.dockerignore);
    writeFileSync(join(context.workspace.appDir, 'more.js'), '// more\n');
    expect(await runStep(step('image.build'), context)).toMatchObject({ outcome: 'done' });
    expect(context.progress.fact(firstImage)).toBe((await context.engine.inspectImage('boyacky/web-app:latest'))?.id);
    expect(await look(step('image.rebuild'), context)).toMatchObject({ verdict: 'not-yet' });
  });

  it('keeps what is remembered where something could not be taken away', async () => {
    const context = await imagesRebuilt();
    const first = context.progress.fact(firstImage);
    const engine = { ...context.engine, removeImage: () => Promise.resolve() };
    const lines = await resetStep(step('image.build'), { ...context, engine }, allSteps);
    expect(lines.map(({ result }) => result)).toContain('still-there');
    expect(context.progress.fact(firstImage)).toBe(first);
  });
});
