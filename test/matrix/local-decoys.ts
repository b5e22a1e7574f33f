import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { ContainerEngine } from '../../src/containers/engine.js';
import { cleanUp, planCleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { findNotOurs } from '../../src/workshop/clean-up/find-not-ours.js';
import type { Step } from '../../src/workshop/types.js';
import { makeTempDir } from '../support/temp-dir.js';
import { createFakeContext } from '../workshop/steps/support/fake-context.js';

const perKind = 20;
/** Of nobody else on this machine: the test takes away what it made itself. */
const owner = 'test-local-decoys';
const ours = { 'boyacky-lab.workshop': 'boyacky', 'boyacky-lab.owner': owner };
/** Labels almost like ours. */
const labelSets: readonly Readonly<Record<string, string>>[] = [
  { 'boyacky-lab.workshop': 'boyacky', 'boyacky-lab.owner': 'test-somebody-else' },
  { 'boyacky-lab.workshop': 'another', 'boyacky-lab.owner': owner },
  { 'boyacky-lab.owner': owner },
  { maintainer: 'test-somebody-else' },
  {},
];

/**
 * An engine in which others build and run, too: twenty images and twenty containers that are named like ours and
 * labelled almost like ours go through a clean-up that takes ours. Returns how many things of others there were.
 */
export async function keepLocalDecoys(engine: ContainerEngine): Promise<number> {
  const made: string[] = [];
  onTestFinished(async () => {
    for (const { name } of await engine.listContainers()) if (made.includes(name)) await engine.removeContainer(name, { force: true });
    for (const reference of made) await engine.removeImage(reference, { force: true });
  });
  const build = async (tag: string, labels: Readonly<Record<string, string>>) => {
    const contextDir = join(makeTempDir(), 'app');
    mkdirSync(contextDir);
    // No two of them are the same image.
    writeFileSync(join(contextDir, 'name'), tag);
    writeFileSync(join(contextDir, 'Dockerfile'), 'FROM scratch\nCOPY name /name\nCMD ["node", "--version"]\n');
    await engine.build({ contextDir, tags: [tag], labels });
    made.push(tag);
  };
  // Whether it runs or there is no such program in it: a container stays, which is all that is wanted here.
  const run = async (image: string, name: string, labels: Readonly<Record<string, string>>) => {
    made.push(name);
    await engine.run({ image, name, labels }).catch(() => undefined);
    expect(await engine.inspectContainer(name), name).toBeDefined();
  };
  for (let n = 0; n < perKind; n++) {
    const labels = labelSets[n % labelSets.length] ?? {};
    const image = n % 2 === 0 ? `boyacky/web-app:test-decoy-${n}` : `boyacky/web-app-test-decoy-${n}:1.0`;
    await build(image, labels);
    await run(image, `boyacky-test-decoy-${n}`, labels);
  }
  // Tasks of the sandbox bear the labels of the image: it stops them itself.
  await run('boyacky/web-app:test-decoy-0', 'boyacky-test-decoy-task', { ...ours, 'boyacky-lab.task': '1' });
  const theirs = [...made];
  await build('boyacky/web-app:test-ours', ours);
  await run('boyacky/web-app:test-ours', 'boyacky-test-ours', ours);
  const inventory = async () => [...(await engine.listImages()).flatMap(({ id, tags }) => tags.map((tag) => `${tag} ${id}`)), ...(await engine.listContainers()).map(({ name, id }) => `${name} ${id}`)].filter((line) => made.some((name) => line.startsWith(`${name} `))).sort();
  const before = await inventory();
  expect(before).toHaveLength(theirs.length + 2);

  const { context } = createFakeContext({ aws: () => ({ taggedResources: { find: () => Promise.resolve([]) }, roles: { find: () => Promise.resolve(undefined), withTags: () => Promise.resolve([]) } as never }) });
  const own = { ...context, engine, owner };
  // An image of ours under the name that the course looks for is not told as somebody else's, by its id, next to its tag.
  await build('boyacky/web-app:latest-of-the-test', ours);
  const { id } = (await engine.inspectImage('boyacky/web-app:latest-of-the-test')) ?? { id: '' };
  const makesImage = [{ step: { id: 'image.build', kind: 'state', makes: [{ kind: 'local-image', id }] } as unknown as Step }];
  expect(await findNotOurs(makesImage, own)).toEqual([]);
  await engine.removeImage('boyacky/web-app:latest-of-the-test', { force: true });
  expect((await planCleanUp(own)).resources.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['local-container boyacky-test-ours', 'local-image boyacky/web-app:test-ours']);
  expect((await cleanUp(own)).left).toBe(0);
  expect(await inventory()).toEqual(before.filter((line) => !/test-ours /.test(line)));
  return theirs.length;
}
