import { createAws } from '../../../../src/aws/aws.js';
import { systemClock } from '../../../../src/shared/clock.js';
import { runStep } from '../../../../src/workshop/run-step.js';
import { allSteps } from '../../../../src/workshop/steps/all-steps.js';
import type { StepContext } from '../../../../src/workshop/types.js';
import type { TestSandbox } from '../../../sandbox/harness.js';
import { createFakeContext } from './fake-context.js';

/** The workshop's own context, with the real doors to a real sandbox; the machine around it is in memory. */
export function createSandboxContext({ clientConfig }: TestSandbox): StepContext {
  const { endpoint, credentials } = clientConfig;
  return { ...createFakeContext().context, aws: createAws({ region: 'ap-northeast-1', endpoint, credentials }), clock: systemClock };
}

/** Has steps done, in this order; throws at the first that does not come out done. */
export async function solveSteps(context: StepContext, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const step = allSteps.find((each) => each.id === id);
    if (step === undefined) throw new Error(`there is no step ${id}`);
    const { verdict } = await runStep(step, context);
    if (verdict.verdict !== 'done') throw new Error(`${id} is not done: ${JSON.stringify(verdict)}`);
  }
}
