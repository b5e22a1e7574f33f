import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { ContainerEngine } from '../../src/containers/engine.js';
import { cleanUp } from '../../src/workshop/clean-up/clean-up.js';
import { makeTempDir } from '../support/temp-dir.js';
import { createFakeContext } from '../workshop/steps/support/fake-context.js';
import { registry } from '../workshop/steps/support/fake-world.js';

const repository = `${registry}/boyacky/web-app`;

/**
 * Images as a person builds them, without labels: a clean-up takes those that have no name but ours, and lists what it
 * cannot know. What shares a name with them and has another one beside it, or lies in another registry, stays.
 */
export async function cleanUpHandBuilt(engine: ContainerEngine): Promise<void> {
  const made: string[] = [];
  onTestFinished(async () => {
    for (const { name } of await engine.listContainers()) if (name.startsWith('test-hand-')) await engine.removeContainer(name, { force: true });
    for (const reference of made) await engine.removeImage(reference, { force: true });
  });
  /** Its id. Those of the same `kind` share their first layer. */
  const build = async (kind: string, content: string, tags: readonly string[], labels: Readonly<Record<string, string>> = {}) => {
    const contextDir = join(makeTempDir(), 'app');
    mkdirSync(contextDir);
    writeFileSync(join(contextDir, 'kind'), `test hand-built ${kind}`);
    writeFileSync(join(contextDir, 'content'), content);
    writeFileSync(join(contextDir, 'Dockerfile'), 'FROM scratch\nCOPY kind /kind\nCOPY content /content\nCMD ["node", "--version"]\n');
    const [first = '', ...others] = tags;
    const { imageId } = await engine.build({ contextDir, tags: [first], labels });
    for (const tag of others) await engine.tag(first, tag);
    made.push(imageId, ...tags);
    return imageId;
  };
  const run = async (image: string, name: string) => {
    await engine.run({ image, name }).catch(() => undefined);
    expect(await engine.inspectContainer(name), name).toBeDefined();
  };

  // Where docker keeps images in containerd a build takes an image with its last name; `tag` leaves it without one.
  const first = await build('ours', 'one', ['boyacky/web-app:test-hand']);
  await build('ours', 'two', [`${repository}:test-hand`, 'boyacky/web-app:test-hand']);
  await build('ours', 'three', [`${registry}/boyacky/no-such-repository:test-hand`]);
  await run('boyacky/web-app:test-hand', 'test-hand-ours');
  const theirs = [
    // One that has lost its name to the next, as ours has.
    await build('theirs', 'one', ['test-somebody/app:test-hand']),
    await build('theirs', 'two', ['test-somebody/app:test-hand-two', 'test-somebody/app:test-hand']),
    await build('shared', 'one', ['boyacky/web-app:test-shared', `${repository}:test-shared`, 'test-somebody/web-app:test-shared']),
    await build('labelled', 'one', [`${repository}:test-labelled`], { 'boyacky-lab.workshop': 'boyacky', 'boyacky-lab.owner': 'test-somebody-else' }),
    await build('elsewhere', 'one', ['registry.example.com/boyacky/web-app:test-hand']),
    await build('local', 'one', ['boyacky/web-app:test-local', 'boyacky/webapp:test-local']),
  ];
  await run('test-somebody/web-app:test-shared', 'test-hand-theirs');
  const inventory = async () => (await engine.listImages()).filter(({ id }) => theirs.includes(id)).map(({ id, tags }) => `${id} ${[...tags].sort().join(' ')}`).sort();
  const before = await inventory();
  expect(before).toHaveLength(theirs.length);

  const { context } = createFakeContext({ aws: () => ({ taggedResources: { find: () => Promise.resolve([]) }, roles: { find: () => Promise.resolve(undefined), withTags: () => Promise.resolve([]) } as never }) });
  const { lines, left, perhapsYours } = await cleanUp({ ...context, engine, owner: 'test-hand-built' });
  expect(lines.filter(({ kind }) => kind.startsWith('local-')).map(({ kind, id, result }) => `${result} ${kind} ${id}`).sort()).toEqual([
    'gone local-container test-hand-ours',
    `gone local-image ${registry}/boyacky/no-such-repository:test-hand`,
    `gone local-image ${repository}:test-hand`,
    'gone local-image boyacky/web-app:test-hand',
  ]);
  expect(left).toBe(0);
  expect(await inventory()).toEqual(before);
  expect(await engine.inspectContainer('test-hand-theirs')).toBeDefined();
  const told = perhapsYours.filter(({ kind }) => kind === 'local-image').map(({ id }) => id);
  expect(told).toEqual(expect.arrayContaining([first, 'boyacky/web-app:test-local', 'boyacky/webapp:test-local']));
  expect(told.filter((id) => ['test-somebody', 'example.com', 'labelled', ...theirs].some((each) => id.includes(each)))).toEqual([]);
  expect(perhapsYours.find(({ id }) => id === first)?.reason.en).toContain(`docker image rm ${first}`);
}
