import { execa } from 'execa';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Aws } from '../../../../src/aws/aws.js';
import type { LocalApp } from '../../../../src/containers/local-app.js';
import { openLedger } from '../../../../src/workshop/ledger.js';
import { usualPorts, type LocalPorts } from '../../../../src/workshop/local-ports.js';
import { openProgress } from '../../../../src/workshop/progress.js';
import type { StepContext, Text } from '../../../../src/workshop/types.js';
import { openWorkspace } from '../../../../src/workshop/workspace.js';
import { completeStack, createFakeAws } from './fake-aws.js';
import { createFakeEngine } from './fake-engine.js';
import { createFakeWeb } from './fake-web.js';
import { account, createFakeWorld, region, type FakeWorld } from './fake-world.js';

export interface FakeContext {
  readonly context: StepContext;
  readonly world: FakeWorld;
  /** What was said, in English. */
  readonly said: string[];
}

/**
 * A step's context over an outside world in memory. Workspace, ledger and progress are the real ones, in a
 * temporary folder that goes when the test ends. Doors that a chapter needs beyond those of chapters 1 to 4 are passed in.
 */
export function createFakeContext(options: { aws?: (world: FakeWorld) => Partial<Aws>; ports?: LocalPorts } = {}): FakeContext {
  const root = mkdtempSync(join(tmpdir(), 'boyacky-steps-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const world = createFakeWorld();
  const clock = {
    now: () => world.now,
    sleep: async (ms: number) => {
      world.now += ms;
      settle(world);
    },
  };
  const workspace = openWorkspace(join(root, 'workspace'), prepareAssets(root));
  const progress = openProgress(workspace.files.progress, { owner: 'learner', language: 'en', target: 'sandbox', engine: 'docker', region, pace: 'fast' });
  const said: string[] = [];
  const context: StepContext = {
    target: { kind: 'sandbox', region, endpointUrl: 'http://127.0.0.1:4566', environment: { AWS_REGION: region } },
    aws: createFakeAws(world, options.aws?.(world)),
    engine: createFakeEngine(world),
    app: createFakeApp(world),
    web: createFakeWeb(world),
    workspace,
    ports: options.ports ?? usualPorts,
    ledger: openLedger(workspace.files.ledger, () => `${account}/${region}`, clock),
    progress,
    clock,
    signal: new AbortController().signal,
    owner: 'learner',
    language: 'en',
    say: (line: Text | string) => said.push(typeof line === 'string' ? line : line.en),
  };
  return { context, world, said };
}

/** What takes its time outside is done as soon as somebody waits for it. */
function settle(world: FakeWorld): void {
  if (world.stack?.status === 'CREATE_IN_PROGRESS') completeStack(world);
  for (const { scans } of world.repositories.values()) {
    for (const [tag, scan] of Object.entries(scans)) if (scan.status === 'IN_PROGRESS') scans[tag] = { status: 'COMPLETE', counts: {} };
  }
}

/** The package's own templates and sample app, without what somebody may have installed into it. */
function prepareAssets(root: string) {
  const repository = resolve(import.meta.dirname, '../../../..');
  const sampleApp = join(root, 'sample-app');
  // The app's packages, for whoever runs it from a folder below.
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(repository, 'sample-app'), sampleApp, { recursive: true, filter: (from) => basename(from) !== 'node_modules' });
  return { lessons: join(repository, 'lessons'), templates: join(repository, 'templates'), sampleApp };
}

function createFakeApp(world: FakeWorld): LocalApp {
  const { app } = world;
  return {
    installed: () => app.installed,
    install: async (dir) => {
      world.calls.push('app.install');
      mkdirSync(join(dir, 'node_modules'), { recursive: true });
      writeFileSync(join(dir, 'node_modules', '.package-lock.json'), '{}');
      app.installed = true;
    },
    start: async (_, { port }) => {
      world.calls.push(`app.start ${port}`);
      if (world.strangers.has(port)) app.output = `Error: listen EADDRINUSE: address already in use 0.0.0.0:${port}`;
      else app.port = port;
    },
    running: () => (app.port === undefined ? undefined : { pid: 4242, port: app.port }),
    stop: async () => {
      if (app.port !== undefined) world.calls.push('app.stop');
      app.port = undefined;
    },
    output: () => app.output,
    // Really: what the learner wrote is tried, not imitated.
    tryOut: async (script, dir, { input, timeoutMs }) => {
      const { stdout, stderr, exitCode, timedOut } = await execa(process.execPath, [script, dir], { input, timeout: timeoutMs, reject: false });
      return { stdout, stderr, exitCode, timedOut };
    },
    toolVersion: async (program) => world.tools[program],
  };
}
