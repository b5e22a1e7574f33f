import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src/cli/compose.js';
import { runInLab } from '../../../src/cli/shell/run-in-lab.js';
import { walkInteractively } from '../../../src/cli/walk-interactively.js';
import { loadCourse } from '../../../src/workshop/course.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import type { Language } from '../../../src/workshop/types.js';
import { createFakeContext } from '../../workshop/steps/support/fake-context.js';
import { createScriptedTerminal, type Act } from './scripted-terminal.js';

vi.mock('../../../src/cli/shell/run-in-lab.js', () => ({ runInLab: vi.fn() }));

const course = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);

function open() {
  const { context, world } = createFakeContext();
  const { workspace, progress, ledger } = context;
  return { context, world, session: { course, context, workspace, progress, ledger } as unknown as Session };
}

async function walk(id: string, script: readonly Act[], { session } = open(), language: Language = 'en') {
  const terminal = createScriptedTerminal(script, { language });
  await walkInteractively(session, course.steps.filter((step) => step.id === id), terminal);
  expect(terminal.left()).toEqual([]);
  return terminal.said();
}

beforeEach(() => void vi.mocked(runInLab).mockReset().mockResolvedValue(0));

describe('a command typed at the menu', () => {
  it.each([
    ['en', /\n {2}✖ not yet: [^\n]+\nWhat next\?/],
    ['ja', /\n {2}✖ まだです: [^\n]+\nどうしますか/],
  ] as const)('that missed is answered with one line, in %s', async (language, line) => {
    const said = await walk('local.copy-app', ['$ cp -R sample-app ./boyaky', 'quit'], open(), language);
    expect(runInLab).toHaveBeenCalledWith(expect.anything(), 'cp -R sample-app ./boyaky');
    expect(said.replaceAll('\n\n', '\n')).toMatch(line);
  });

  it('that failed says its exit code, and how the step stands', async () => {
    vi.mocked(runInLab).mockResolvedValue(127);
    expect(await walk('local.copy-app', ['$ cpp', 'quit'])).toMatch(/\(exit code 127\)\n {2}✖ not yet: /);
  });

  it('that did it is told so, and the step is done by hand', async () => {
    const opened = open();
    const step = course.steps.find(({ id }) => id === 'local.copy-app')?.step;
    vi.mocked(runInLab).mockImplementation(async () => {
      await step?.solve(opened.context);
      return 0;
    });
    expect(await walk('local.copy-app', ['$ cp …', 'next'], opened)).toContain('✔ done');
    expect(opened.context.progress.way('local.copy-app')).toBe('by-hand');
  });

  it('that came nearer is told what is wrong now, with what to do', async () => {
    const opened = open();
    const { workspace } = opened.context;
    vi.mocked(runInLab).mockImplementation(async () => {
      workspace.write(workspace.dockerfile, 'FROM python:alpine\n');
      return await Promise.resolve(0);
    });
    const said = await walk('image.dockerfile', ['$ nano Dockerfile', 'quit'], opened);
    expect(said).toMatch(/✖ not yet\n[\s\S]*observed: FROM python:alpine[\s\S]*next: /);
  });

  it('after the step is answered with one line, too', async () => {
    expect(await walk('local.copy-app', ['run', '$ ls', 'next'])).toMatch(/Done\. What next\?\n[\s\S]*?\n {2}✔ done\n\nDone\. What next\?/);
  });
});
