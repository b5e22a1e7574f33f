import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayUnattended, overcome, type Obstacle } from '../../src/workshop/obstacle.js';
import { runStep } from '../../src/workshop/run-step.js';
import { imageSteps } from '../../src/workshop/steps/image/index.js';
import { runUntil, stepOf } from './steps/support/drive.js';
import { createFakeContext } from './steps/support/fake-context.js';

const dockerfileStep = stepOf(imageSteps, 'image.dockerfile');
const wrong = 'FROM node:24-alpine\nCOPY . .\nCMD ["node", "src/server.js"]\n';

async function withWrongDockerfile() {
  const fake = createFakeContext();
  await runUntil(imageSteps, 'image.dockerfile', fake);
  fake.context.workspace.copy(fake.context.workspace.assets.sampleApp, fake.context.workspace.appDir);
  writeFileSync(fake.context.workspace.dockerfile, wrong);
  return fake.context;
}

describe('a Dockerfile that does not do', () => {
  it('gives way to the solution once the learner agrees, and is kept beside, never over an earlier one', async () => {
    const context = await withWrongDockerfile();
    const { dockerfile } = context.workspace;
    writeFileSync(`${dockerfile}.yours`, 'an earlier one');
    const asked: string[] = [];
    const { outcome } = await runStep(dockerfileStep, context, { agree: (obstacles) => Promise.resolve(asked.push(...obstacles.map(({ what }) => what.en)) > 0) });
    expect(outcome).toBe('done');
    expect(asked.join()).toContain('boyacky/Dockerfile');
    expect(readFileSync(`${dockerfile}.yours`, 'utf8')).toBe('an earlier one');
    expect(readFileSync(`${dockerfile}.yours-2`, 'utf8')).toBe(wrong);
  });

  it('stays as it is where the learner would rather not', async () => {
    const context = await withWrongDockerfile();
    expect(await runStep(dockerfileStep, context, { agree: () => Promise.resolve(false) })).toMatchObject({ outcome: 'not-done' });
    expect(readFileSync(context.workspace.dockerfile, 'utf8')).toBe(wrong);
    expect(existsSync(`${context.workspace.dockerfile}.yours`)).toBe(false);
  });

  it('is kept beside where nobody can be asked, too', async () => {
    const context = await withWrongDockerfile();
    expect(await runStep(dockerfileStep, context)).toMatchObject({ outcome: 'done' });
    expect(readFileSync(`${context.workspace.dockerfile}.yours`, 'utf8')).toBe(wrong);
  });
});

describe('what is in the account', () => {
  const table = { kind: 'table', id: 'boyacky' } as const;
  const mended: string[] = [];
  const obstacle: Obstacle = { what: { ja: '消します。', en: 'It is deleted.' }, of: table, mend: () => Promise.resolve(void mended.push('table')) };

  it('is touched unattended on AWS only when the ledger has it', async () => {
    const { context } = createFakeContext();
    const onAws = { ...context, target: { ...context.target, kind: 'aws' as const } };
    expect([mayUnattended(context, obstacle), mayUnattended(onAws, obstacle)]).toEqual([true, false]);
    expect(await overcome([obstacle], onAws, undefined)).toMatchObject({ leftAlone: { en: expect.stringContaining('not made by boyacky-lab') as string } });
    expect(mended).toEqual([]);
    await context.ledger.record(table, () => Promise.resolve());
    expect(await overcome([obstacle], onAws, undefined)).toBe('cleared');
    expect(mended).toEqual(['table']);
  });

  it('is left alone, all of it, where one thing must not be done', async () => {
    mended.length = 0;
    const { context } = createFakeContext();
    expect(await overcome([obstacle, { what: { ja: 'いけません。', en: 'It must not be.' } }], context, () => Promise.resolve(true))).toEqual({ leftAlone: { ja: 'いけません。', en: 'It must not be.' } });
    expect(mended).toEqual([]);
  });
});
