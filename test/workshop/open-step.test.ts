import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { factOf } from '../../src/workshop/fact.js';
import { openProgress, openStepFile } from '../../src/workshop/progress.js';
import { makeTempDir } from '../support/temp-dir.js';

const initial = { owner: 'me', language: 'en', target: 'sandbox', engine: 'auto', region: 'ap-northeast-1', pace: 'fast' } as const;

it('the open step is one line beside the progress, for the prompt of a shell', () => {
  const file = join(makeTempDir(), 'progress.json');
  const progress = openProgress(file, initial);
  progress.update({ currentStep: 'ecr.push' });
  expect(readFileSync(openStepFile(file), 'utf8')).toBe('ecr.push\n');
  progress.remember(factOf('ecr.push', 'digest'), 'b');
  progress.update({ currentStep: 'ecr.scan' });
  expect(readFileSync(openStepFile(file), 'utf8')).toBe('ecr.scan\n');
  progress.clear();
  expect(existsSync(openStepFile(file))).toBe(false);
});

it('a command that only looks leaves it alone', () => {
  const file = join(makeTempDir(), 'progress.json');
  openProgress(file, initial, { keep: false }).update({ currentStep: 'ecr.push' });
  expect(existsSync(openStepFile(file))).toBe(false);
});
