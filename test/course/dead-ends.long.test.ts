import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCourse } from '../../src/cli/compose.js';
import { UserError } from '../../src/shared/user-error.js';
import { adopt } from '../../src/workshop/adopt.js';
import { look } from '../../src/workshop/look.js';
import { resetStep } from '../../src/workshop/reset-step.js';
import { remember, runStep } from '../../src/workshop/run-step.js';
import type { Step } from '../../src/workshop/types.js';
import type { Attempt } from './attempt.js';
import { attempts } from './attempts/index.js';
import { openLab, type Lab } from './lab.js';

/** What the program must not do for a learner, and the word of the sentence in which it says so. */
const leftAlone: Readonly<Record<string, RegExp>> = {
  'local.run.something-else-on-8080': /taken by another program/,
};

const { steps } = readCourse();
const all = steps.map(({ step }) => step);
let lab: Lab | undefined;
const opened = (): Lab => {
  if (lab === undefined) throw new Error('the lab did not open');
  return lab;
};

beforeAll(async () => {
  lab = await openLab(mkdtempSync(join(tmpdir(), 'boyacky-lab-dead-ends-')), 'practice');
}, 300_000);
afterAll(async () => lab?.close(), 600_000);

describe.sequential('no dead end', { timeout: 300_000 }, () => {
  for (const step of all) {
    // Seen through other eyes (`from`) nothing is wrong in the world.
    const own = attempts.filter((attempt) => attempt.step === step.id && attempt.from === undefined && attempt.engine === undefined);
    for (const attempt of own) it(`${step.id}: ${attempt.name}, then run it for me`, () => leadOut(step, attempt));
    it(`${step.id}: solve, do it again, solve`, () => solveTwice(step));
  }
});

/** From the wrong attempt to done, or to the sentence that says why not; then back to before it. */
async function leadOut(step: Step, attempt: Attempt): Promise<void> {
  const { context } = opened();
  // The stack of the step before it has the name that this attempt takes.
  if (step.id === 'foundation.wait-stack') await takeBack(all.find(({ id }) => id === 'foundation.create-stack') ?? step);
  await attempt.make(opened());
  if (attempt.settle === true) await settled(step, attempt);
  const why = leftAlone[`${step.id}.${attempt.name}`];
  try {
    const result = await runStep(step, context, { agree: () => Promise.resolve(true) });
    if (why === undefined) expect(result.verdict, JSON.stringify(result)).toMatchObject({ verdict: 'done' });
    else expect(result.outcome === 'not-done' ? result.leftAlone?.en : 'done').toMatch(why);
  } catch (error) {
    if (!(error instanceof UserError) || why === undefined) throw error;
    expect(error.message).toMatch(why);
  }
  await takeBack(step, attempt);
}

async function settled(step: Step, attempt: Attempt): Promise<void> {
  const { context } = opened();
  const deadline = Date.now() + 120_000;
  while ((await look(step, context)).verdict !== (attempt.verdict ?? 'not-yet') && Date.now() < deadline) await context.clock.sleep(100);
}

async function takeBack(step: Step, attempt?: Attempt): Promise<void> {
  const { context } = opened();
  await attempt?.undo?.(opened()).catch(() => undefined);
  // What the attempt has made is taken on, as when the step was done by hand.
  await adopt(step, context, []);
  await resetStep(step, context, all);
  if (step.id === 'image.dockerfile') rmSync(context.workspace.dockerfile, { force: true });
  if (step.id === 'image.ignore') rmSync(context.workspace.dockerignore, { force: true });
}

async function solveTwice(step: Step): Promise<void> {
  const { context } = opened();
  await solve(step);
  const lines = await resetStep(step, context, all);
  expect(lines.filter(({ result }) => result !== 'gone')).toEqual([]);
  await solve(step);
}

async function solve(step: Step): Promise<void> {
  const { context } = opened();
  const result = await runStep(step, context, { agree: () => Promise.resolve(true) });
  expect(result.verdict, JSON.stringify(result)).toMatchObject({ verdict: 'done' });
  remember(step, context, result.verdict);
}
