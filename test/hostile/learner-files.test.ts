import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { asUserError } from '../../src/cli/render/outside-error.js';
import { commandsFor, look } from '../../src/workshop/look.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { createFakeContext, type FakeContext } from '../workshop/steps/support/fake-context.js';

/** What a learner may write, and its readers take apart. */
const files = ['boyacky.yaml', 'boyacky/Dockerfile', 'boyacky/.dockerignore', 'boyacky/package.json', 'boyacky/package-lock.json', 'boyacky/src/boyaki.js', 'boyacky/src/page.js'] as const;

const contents = ['', '[abc', '!', '\\', '[z-a]\n', 'a[', '# escape=x\nFROM node', '# escape=`\n# escape=`\n', '\u0000\uFEFF', '{', 'null', '[]', '5', '{"packages":5}', '{"packages":{"":null}}', ')(*&^%$', '${', 'FROM\n\\', 'process.exit(0)', "process.on('exit', () => console.log('{'))"];

let fake: FakeContext;
beforeEach(() => {
  fake = createFakeContext();
  const { workspace } = fake.context;
  fake.world.app.installed = true;
  cpSync(workspace.assets.sampleApp, workspace.appDir, { recursive: true });
});

/** The steps that read them. */
const readers = allSteps.filter(({ id }) => /^(foundation|local|image)\.|^rollout\.fix$/.test(id));

/** Each of them is looked at, as `verify` and `status` do, and asked for its hints, its commands and its edits. */
async function lookAtAll(): Promise<void> {
  for (const step of readers) {
    expect((await look(step, fake.context)).verdict, step.id).toMatch(/^(done|not-yet|waiting|cannot-tell)$/);
    await step.situation?.(fake.context);
    await commandsFor(step, fake.context);
    await refusalOf(step.edits?.(fake.context));
  }
}

/** Nothing but what a person is told of may be thrown. */
async function refusalOf(attempt: Promise<unknown> | undefined): Promise<void> {
  await attempt?.catch((error: unknown) => {
    if (asUserError(error) === undefined) throw error;
  });
}

describe('whatever a learner writes ends in a verdict', () => {
  it.each(contents)('%j', { timeout: 120_000 }, async (content) => {
    for (const file of files) writeFileSync(join(fake.context.workspace.root, file), content);
    await lookAtAll();
    for (const id of ['image.dockerfile', 'image.ignore', 'rollout.fix']) await refusalOf(allSteps.find((step) => step.id === id)?.solve(fake.context));
  });

  it.each(['folder', 'link to nowhere', 'link to itself'])('a %s in its place', { timeout: 120_000 }, async (kind) => {
    for (const file of files) {
      const path = join(fake.context.workspace.root, file);
      rmSync(path, { recursive: true, force: true });
      mkdirSync(dirname(path), { recursive: true });
      if (kind === 'folder') mkdirSync(path);
      else symlinkSync(kind === 'link to itself' ? path : join(path, '..', 'nothing'), path);
    }
    await lookAtAll();
    for (const id of ['image.dockerfile', 'image.ignore', 'rollout.fix']) await refusalOf(allSteps.find((step) => step.id === id)?.solve(fake.context));
  });
});
