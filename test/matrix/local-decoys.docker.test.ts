import { expect, it } from 'vitest';
import { createCliEngine } from '../../src/containers/cli/cli-engine.js';
import { cleanUpHandBuilt } from './hand-built-images.js';
import { keepLocalDecoys } from './local-decoys.js';
import { reportCount } from './report-count.js';

it('images and containers of others in Docker outlive the clean-up', { timeout: 300_000 }, async () => {
  const count = await keepLocalDecoys(createCliEngine({ program: 'docker' }));
  expect(count).toBe(41);
  reportCount(`decoys in Docker: ${count}, all of them untouched`);
});

it('of images without labels, those that have only names of ours go', { timeout: 120_000 }, async () => {
  await cleanUpHandBuilt(createCliEngine({ program: 'docker' }));
});
