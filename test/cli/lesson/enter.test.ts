import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/cli/compose.js';
import { walkInteractively } from '../../../src/cli/walk-interactively.js';
import { loadCourse } from '../../../src/workshop/course.js';
import { openStepFile } from '../../../src/workshop/progress.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import { createFakeContext } from '../../workshop/steps/support/fake-context.js';
import { createScriptedTerminal, type Act } from './scripted-terminal.js';

const course = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);
const steps = (id: string) => course.steps.filter((step) => step.id === id);

async function walk(of: string | typeof course.steps, script: readonly Act[], kind: 'aws' | 'sandbox') {
  const { context, world } = createFakeContext();
  const { workspace, progress, ledger } = context;
  const target = kind === 'aws' ? { kind, region: context.target.region, environment: {} } : context.target;
  const session = { course, context: { ...context, target }, workspace, progress, ledger } as unknown as Session;
  const terminal = createScriptedTerminal(script);
  const pauses: string[] = [];
  terminal.pause = async (message) => void pauses.push(message);
  await walkInteractively(session, typeof of === 'string' ? steps(of) : of, terminal);
  expect(terminal.left()).toEqual([]);
  return { said: terminal.said(), world, pauses, openStep: () => readFileSync(openStepFile(workspace.files.progress), 'utf8') };
}

/** What Enter answers to a question whose default is no, and to a menu of which it takes the first entry. */
const enter = { menu: 'run', jump: 'solve', question: 'no' };

describe('Enter alone, on AWS', () => {
  it('makes nothing that costs: what it costs is said, and the answer is no unless somebody says yes', async () => {
    const { said, world } = await walk('foundation.create-stack', [enter.menu, enter.question, enter.menu, enter.question, 'quit'], 'aws');
    expect(said).toMatch(/cost: about \$[\d.]+ per hour from here on/);
    expect(said.match(/Make it\?/g)).toHaveLength(2);
    expect(world.stack).toBeUndefined();
  });

  it('nor on the way to a later step', async () => {
    const { said, world } = await walk('foundation.identity', ['list', 'local', 'local.copy-app', enter.jump, enter.question, 'quit'], 'aws');
    expect(said).toMatch(/foundation\.create-stack {2}cost: about \$[\d.]+ per hour from here on/);
    expect(world.stack).toBeUndefined();
  });

  it('makes it once somebody says yes', async () => {
    const { world } = await walk('foundation.create-stack', ['run', 'yes', 'quit'], 'aws');
    expect(world.stack).toBeDefined();
  });

  it('what costs nothing is not asked for, and the sandbox asks for nothing', async () => {
    expect((await walk('local.copy-app', ['run', 'quit'], 'aws')).said).not.toContain('Make it?');
    const { said, world } = await walk('foundation.create-stack', ['run', 'quit'], 'sandbox');
    expect(said).not.toContain('Make it?');
    expect(world.stack).toBeDefined();
  });
});

describe('after a jump', () => {
  it('what was made on the way is not drawn as what the step made', async () => {
    const { said, world } = await walk(course.steps, ['next', 'next', 'list', 'local', 'local.copy-app', 'solve', 'run', 'quit'], 'sandbox');
    expect(world.stack).toBeDefined();
    expect(said).toContain('local.copy-app');
    expect(said).not.toMatch(/<NEW>|<\*>/);
  });
});

describe('after a step', () => {
  it('the next one is open, for the prompt of the shell as well, also in a course that was read once more', async () => {
    const again = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);
    const { openStep } = await walk(again.steps.filter(({ id }) => id === 'foundation.create-stack'), ['run', 'quit'], 'sandbox');
    expect(openStep()).toBe('foundation.wait-stack\n');
  });

  it('the drawing of what is new and the menu are one: no key stands between them', async () => {
    const { said, pauses } = await walk('foundation.create-stack', ['run', 'next'], 'sandbox');
    expect(said).toContain('[~] coming');
    expect(said.indexOf('Done. What next?')).toBeGreaterThan(said.indexOf('[~] coming'));
    expect(pauses.filter((message) => !/There is more|To the first step/.test(message))).toEqual([]);
  });
});
