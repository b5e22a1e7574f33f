import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { paceOf } from '../../../src/sandbox/pace.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { makeTempDir } from '../../support/temp-dir.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { describeService, prepareCluster, serviceInput, taskDefinitionInput } from './boyacky.js';
import { createFakeWorld } from './fake-world.js';

const dayMs = 24 * 3_600_000;
const mebibyte = 1024 * 1024;

it('is as small after a day of a service that never comes up as ever, and starts again', async () => {
  const file = join(makeTempDir(), 'journal.jsonl');
  const store = openJournalStore(file);
  const clock = createVirtualClock();
  const world = await createFakeWorld({ store, clock, pace: paceOf('fast') });
  await prepareCluster(world);
  // Without the log driver, which collects lines in real time.
  const [container] = taskDefinitionInput().containerDefinitions;
  await world.call('RegisterTaskDefinition', { ...taskDefinitionInput(), containerDefinitions: [{ ...container, logConfiguration: undefined }] });
  let started = 0;
  world.engine.onRun = (run) => {
    started += 1;
    world.engine.calls.length = 0;
    run.end(1);
  };
  await world.call('CreateService', serviceInput());

  let largest = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    await clock.pass(dayMs / 24);
    largest = Math.max(largest, statSync(file).size);
  }
  expect(largest).toBeLessThan(5 * mebibyte);
  expect(store.collection('ecs.tasks').size).toBeLessThan(220);
  // As on AWS the wait doubles up to 15 minutes, here a 120th of that: 7.5 s.
  expect(started).toBeGreaterThan(5_000);
  expect(started).toBeLessThan(dayMs / 7_500 + 10);

  const before = performance.now();
  const again = openJournalStore(file);
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(again.collection('ecs.tasks').keys()).toEqual(store.collection('ecs.tasks').keys());
  world.engine.onRun = () => undefined;
  store.close();
  const next = await createFakeWorld({ store: again, from: world, clock, pace: paceOf('fast') });
  await clock.pass(60_000);
  expect(await describeService(next)).toMatchObject({ runningCount: 1, deployments: [{ rolloutState: 'COMPLETED' }] });
  again.close();
});
