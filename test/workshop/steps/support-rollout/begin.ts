import { clusterSteps } from '../../../../src/workshop/steps/cluster/index.js';
import { conceptsSteps } from '../../../../src/workshop/steps/concepts/index.js';
import { rolloutSteps } from '../../../../src/workshop/steps/rollout/index.js';
import { serviceSteps } from '../../../../src/workshop/steps/service/index.js';
import { taskdefSteps } from '../../../../src/workshop/steps/taskdef/index.js';
import { ensureRepositoryWith } from './ensure-repository-with.js';
import { runUntil, stepOf } from '../support/drive.js';
import { completeStack } from '../support/fake-aws.js';
import { createFakeContext, type FakeContext } from '../support/fake-context.js';
import { createFakeBoyacky, type FakeBoyacky } from './fake-boyacky.js';
import { createFakeEcs, type FakeEcs } from './fake-ecs.js';

export interface LateContext extends FakeContext {
  readonly ecs: FakeEcs;
  readonly boyacky: FakeBoyacky;
}

const steps = [...conceptsSteps, ...clusterSteps, ...taskdefSteps, ...serviceSteps, ...rolloutSteps];
export const step = (id: string) => stepOf(steps, id);

/** A world after chapter 4; time also moves the scheduler on. With `id`, after every step before that one too. */
export async function begin(id?: string): Promise<LateContext> {
  let made: FakeEcs | undefined;
  const fake = createFakeContext({ aws: (world) => (made = createFakeEcs(world)).doors });
  if (made === undefined) throw new Error('createFakeContext made no ecs');
  const { world } = fake;
  world.app.installed = true;
  const ecs = made;
  completeStack(world);
  const boyacky = createFakeBoyacky(world, ecs, fake.context.workspace);
  const clock = {
    now: () => world.now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      await fake.context.clock.sleep(ms, signal);
      ecs.tick();
    },
  };
  const late: LateContext = { ...fake, context: { ...fake.context, web: boyacky, clock }, ecs, boyacky };
  await ensureRepositoryWith(late, '1.0');
  world.calls.length = 0;
  if (id !== undefined) await runUntil(steps, id, late);
  return late;
}
