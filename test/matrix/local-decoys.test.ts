import { expect, it } from 'vitest';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { makeTempDir } from '../support/temp-dir.js';
import { cleanUpHandBuilt } from './hand-built-images.js';
import { keepLocalDecoys } from './local-decoys.js';
import { reportCount } from './report-count.js';

it('images and containers of others in the practice engine outlive the clean-up', { timeout: 120_000 }, async () => {
  const count = await keepLocalDecoys(createPracticeEngine({ stateDir: makeTempDir() }));
  expect(count).toBe(41);
  reportCount(`decoys in the practice engine: ${count}, all of them untouched`);
});

it('of images without labels, those that have only names of ours go', { timeout: 120_000 }, async () => {
  await cleanUpHandBuilt(createPracticeEngine({ stateDir: makeTempDir() }));
});
