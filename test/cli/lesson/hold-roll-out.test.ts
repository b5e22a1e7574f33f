import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../../../src/cli/compose.js';
import { walkInteractively } from '../../../src/cli/walk-interactively.js';
import { loadCourse } from '../../../src/workshop/course.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import { begin } from '../../workshop/steps/support-rollout/begin.js';
import { createScriptedTerminal } from './scripted-terminal.js';

const course = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);

/** What a sandbox is asked for in such a walk, in milliseconds of holding. */
async function asksOf(script: Parameters<typeof createScriptedTerminal>[0]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    asked.push(headers['x-boyacky-lab-token'] === 'secret' ? url : 'without the token');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const { context } = await begin('rollout.update');
  const { workspace, progress, ledger } = context;
  const sandbox = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' };
  const session = { course, context, workspace, progress, ledger, sandbox } as unknown as Session;
  const terminal = createScriptedTerminal(script);
  await walkInteractively(session, course.steps.filter(({ id }) => ['rollout.update', 'rollout.watch'].includes(id)), terminal);
  expect(terminal.left()).toEqual([]);
  return { asked, said: terminal.said() };
}

const hold = (ms: number) => `/_sandbox/roll-outs?hold=${ms}`;

describe('a roll-out', () => {
  it('is held from the step that starts it until somebody has watched it for some seconds', async () => {
    const { asked, said } = await asksOf(['run', 'next', 'run', 'next']);
    expect(asked).toEqual([hold(300_000), hold(300_000), hold(12_000)]);
    expect(said).toContain('the sandbox waits while old and new run side by side');
  });

  it('goes on at once when the lesson goes elsewhere', async () => {
    expect((await asksOf(['run', 'next', 'quit'])).asked).toEqual([hold(300_000), hold(300_000), hold(0)]);
    expect((await asksOf(['quit'])).asked).toEqual([hold(300_000), hold(0)]);
  });
});
