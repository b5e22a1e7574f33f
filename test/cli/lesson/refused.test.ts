import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../../../src/cli/compose.js';
import { takenPorts } from '../../../src/cli/taken-ports.js';
import { walkInteractively } from '../../../src/cli/walk-interactively.js';
import { loadCourse } from '../../../src/workshop/course.js';
import { isPortFree } from '../../../src/workshop/doctor/check-machine.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import { createFakeContext } from '../../workshop/steps/support/fake-context.js';
import { createScriptedTerminal } from './scripted-terminal.js';

const course = loadCourse(fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url)), allSteps);

function open() {
  const { context, world } = createFakeContext();
  const { workspace, progress, ledger } = context;
  return { world, session: { course, context, workspace, progress, ledger } as unknown as Session };
}

describe('what is refused outside', () => {
  it('while steps are done for the learner is said, and the menu of the same step comes back', async () => {
    const { session, world } = open();
    world.strangers.set(8081, undefined);
    const terminal = createScriptedTerminal(['list', 'ecr', 'ecr.login', 'solve', 'hint', 'quit']);
    const first = course.steps.find(({ id }) => id === 'foundation.create-stack');
    if (first === undefined) throw new Error('no such step');
    await walkInteractively(session, [first], terminal);
    expect(terminal.left()).toEqual([]);
    const said = terminal.said();
    expect(said).toContain('✖ Port 8081 of this machine is taken by another program');
    expect(said).toContain('next: lsof -nP -iTCP:8081');
    expect(said).toContain('Hint 1 of');
    // It is the step of that menu that the next start opens, not the one that was refused.
    expect(session.progress.state.currentStep).toBe(first.id);
  });

  it('while a step is taken back is said, and the menu comes back', async () => {
    const { session } = open();
    const steps = course.steps.filter(({ id }) => id === 'foundation.create-stack');
    const { context } = session;
    const before = context.aws.stacks.delete.bind(context.aws.stacks);
    Object.assign(context.aws.stacks, { delete: async () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })) });
    const terminal = createScriptedTerminal(['run', 'again', 'yes', () => Object.assign(context.aws.stacks, { delete: before }), 'quit']);
    await walkInteractively(session, steps, terminal);
    expect(terminal.left()).toEqual([]);
    expect(terminal.said()).toContain('no space left');
  });

  it('a bug of ours is thrown on, not said as a refusal', async () => {
    const { session } = open();
    const step = course.steps.find(({ id }) => id === 'local.copy-app');
    Object.assign(session.context.workspace, { copy: () => { throw new TypeError('a bug'); } });
    await expect(walkInteractively(session, step === undefined ? [] : [step], createScriptedTerminal(['run']))).rejects.toThrow('a bug');
  });
});

describe('ports that another program has', () => {
  const taken = (...ports: readonly number[]) => ({ isPortFree: async (port: number) => !ports.includes(port) });

  it('are named before the first chapter, with the chapter that needs them and what to type', async () => {
    const { session } = open();
    const [words, ...others] = await takenPorts(session.context, taken(8081));
    expect(others).toEqual([]);
    expect(words?.en).toBe('! port 8081: another program has it, and Boyacky wants it from chapter 2 on. Find out who, and stop it (lsof -nP -iTCP:8081 -sTCP:LISTEN), or take other ports: boyacky-lab start --app-port 9080');
    expect(words?.ja).toContain('第 2 章');
  });

  it('are no matter when they are free, or when the app or a container of ours has them', async () => {
    const { session, world } = open();
    expect(await takenPorts(session.context, taken())).toEqual([]);
    world.app.port = 8080;
    Object.assign(session.context.engine, { listContainers: async () => [{ ports: [{ containerPort: 8080, hostPort: 8081 }] }] });
    expect(await takenPorts(session.context, taken(8080, 8081))).toEqual([]);
  });

  it('nor when it is Boyacky that answers there, started by hand', async () => {
    const { session } = open();
    Object.assign(session.context.web, { get: async () => ({ status: 200, headers: { 'x-boyacky-version': '1.0.0' }, body: '' }) });
    expect(await takenPorts(session.context, taken(8080))).toEqual([]);
    Object.assign(session.context.web, { get: async () => ({ status: 200, headers: {}, body: 'not Boyacky' }) });
    expect(await takenPorts(session.context, taken(8080))).toHaveLength(1);
  });

  it('are looked for on this machine', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
    onTestFinished(() => void server.close());
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });
});
