import { expect } from 'vitest';
import { look } from '../../../../src/workshop/look.js';
import { runStep } from '../../../../src/workshop/run-step.js';
import type { Step, Verdict } from '../../../../src/workshop/types.js';
import type { FakeContext } from './fake-context.js';

/** Runs steps as `--yes` does, up to but not including `id`. */
export async function runUntil(steps: readonly Step[], id: string, { context }: FakeContext): Promise<void> {
  for (const step of steps) {
    if (step.id === id) return;
    const { verdict } = await runStep(step, context);
    expect(verdict, step.id).toMatchObject({ verdict: 'done' });
  }
}

export function stepOf(steps: readonly Step[], id: string): Step {
  const found = steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`there is no step ${id}`);
  return found;
}

/** Solves and looks until done, then solves again: the second time may change nothing. */
export async function expectSolvable(step: Step, { context, world }: FakeContext): Promise<void> {
  const { verdict } = await runStep(step, context);
  expect(verdict, step.id).toMatchObject({ verdict: 'done' });
  const calls = [...world.calls];
  await step.solve(context);
  expect(world.calls, `${step.id} solved again`).toEqual(calls);
  expect(await look(step, context), `${step.id} solved again`).toMatchObject({ verdict: 'done' });
}

/** Everything that a verdict says, in English and Japanese, one string. */
export function wordsOf(verdict: Verdict): string {
  return JSON.stringify(verdict);
}
