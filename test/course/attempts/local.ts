import { createServer, type Server } from 'node:http';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { usualPorts } from '../../../src/workshop/local-ports.js';
import type { Attempt } from '../attempt.js';

let stranger: Server | undefined;

export const localAttempts: readonly Attempt[] = [
  {
    step: 'local.copy-app',
    name: 'copied-as-a-folder-inside',
    make: async ({ context: { workspace } }) => {
      mkdirSync(workspace.appDir, { recursive: true });
      cpSync(join(workspace.assets.sampleApp, 'src'), join(workspace.appDir, 'sample-app', 'src'), { recursive: true });
    },
    undo: async ({ context: { workspace } }) => rmSync(workspace.appDir, { recursive: true }),
  },
  {
    step: 'local.copy-app',
    name: 'only-the-source',
    make: async ({ context: { workspace } }) => cpSync(join(workspace.assets.sampleApp, 'src'), join(workspace.appDir, 'src'), { recursive: true }),
    undo: async ({ context: { workspace } }) => rmSync(workspace.appDir, { recursive: true }),
  },
  { step: 'local.install', name: 'npm-ci-forgotten', make: async () => {} },
  {
    step: 'local.run',
    name: 'something-else-on-8080',
    make: async () => {
      stranger = createServer((_, response) => response.end('It works!'));
      await new Promise<void>((resolve) => stranger?.listen(usualPorts.app, '127.0.0.1', resolve));
    },
    undo: async () => {
      await new Promise<unknown>((resolve) => stranger?.close(resolve));
    },
  },
  { step: 'local.run', name: 'on-another-port', make: ({ context: { app, target, workspace } }) => app.start(workspace.appDir, { port: 3000, env: target.environment }), undo: ({ context: { app } }) => app.stop(), settle: true, verdict: 'waiting' },
  {
    step: 'local.post',
    name: 'nothing-written',
    make: async ({ context: { web } }) => void (await web.post(`http://127.0.0.1:${usualPorts.app}/boyaki`, { boyaki: '   ' })),
  },
  {
    step: 'local.item',
    name: 'table-is-empty',
    make: async () => {},
    // As after everything was purified at once.
    from: ({ context }) => ({ ...context, aws: { ...context.aws, tables: { ...context.aws.tables, items: async () => [] } } }),
  },
  { step: 'local.purify', name: 'only-looked-at', make: async ({ context: { web } }) => void (await web.get(`http://127.0.0.1:${usualPorts.app}/`)) },
  { step: 'local.stop', name: 'still-running', make: async ({ context: { web } }) => void (await web.get(`http://127.0.0.1:${usualPorts.app}/`)) },
];
