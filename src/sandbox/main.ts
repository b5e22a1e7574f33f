import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseEngine } from '../containers/choose-engine.js';
import type { ContainerEngine, EngineName } from '../containers/engine.js';
import { acquireLock } from '../shared/process-lock.js';
import { createBoundedLog } from './bounded-log.js';
import { createRegistryWays } from './registry-way/registry-way.js';
import { startSandbox, type Sandbox } from './sandbox.js';
import { createServiceFactories } from './service-factories.js';

// The sandbox's own process: `node dist/sandbox.js --state-dir DIR --engine docker --pace fast --region R`.
// It says that it is ready by writing endpoint.json into its folder.

const { values } = parseArgs({
  options: {
    'state-dir': { type: 'string' },
    'practice-dir': { type: 'string' },
    engine: { type: 'string', default: 'practice' },
    pace: { type: 'string', default: 'fast' },
    region: { type: 'string', default: 'ap-northeast-1' },
  },
});

await main();

async function main(): Promise<void> {
  const stateDir = values['state-dir'];
  if (stateDir === undefined) throw new Error('--state-dir is missing');
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const write = createBoundedLog(join(stateDir, 'sandbox.log'), process.stderr);
  const log = (line: string): void => write(`${new Date().toISOString()} ${line}`);
  const lock = acquireLock(join(stateDir, 'sandbox.lock'));
  if ('heldBy' in lock) throw new Error(`a sandbox is already running here (process ${lock.heldBy.pid})`);

  const engineName = values.engine as EngineName;
  const endpointFile = join(stateDir, 'endpoint.json');
  rmSync(endpointFile, { force: true });

  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping ??= sandbox
      .stop()
      .catch((error: unknown) => log(`stop: ${String(error)}`))
      .then(() => {
        rmSync(endpointFile, { force: true });
        lock.release();
        process.disconnect?.();
        // Sockets of clients may stay open; nothing is left to be answered on them.
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2000).unref();
      });
  };
  const engine = lazyEngine(() => chooseEngine({ choice: engineName, practiceDir: values['practice-dir'] ?? join(stateDir, 'practice'), configDir: join(stateDir, 'engine-config'), env: process.env }), engineName);
  const sandbox: Sandbox = await startSandbox({
    services: createServiceFactories(engine),
    stateDir,
    pace: values.pace === 'real' ? 'real' : 'fast',
    region: values.region,
    log,
    registryWays: (tools) => createRegistryWays({ ...tools, engine }),
    onShutdown: stop,
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A client that goes away in the middle of an answer must not end the sandbox for everybody else.
  process.on('uncaughtException', (error) => log(`uncaught: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (error) => log(`unhandled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  announce(endpointFile, sandbox, engineName);
  // Asked after the announcement: a daemon takes its time, and nothing but a task's container needs it.
  const gateway = await engine.hostGateway().catch((error: unknown) => void log(`no way in for containers: ${String(error)}`));
  if (gateway !== undefined) await sandbox.alsoListenOn(gateway);
  else if (engineName !== 'practice') log('containers reach the sandbox through loopback: the engine named no gateway');
}

/** Everything a client needs, readable by this user only; renamed into place so that it is never read half. */
function announce(file: string, sandbox: Sandbox, engine: EngineName): void {
  const { account, pace } = sandbox.context;
  const content = {
    pid: process.pid,
    url: sandbox.url,
    accountId: account.id,
    region: account.region,
    accessKeyId: sandbox.owner.accessKeyId,
    secretAccessKey: sandbox.owner.secretAccessKey,
    token: sandbox.token,
    engine,
    pace: pace.name,
    startedAt: new Date().toISOString(),
  };
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(content, null, 2), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** The engine is needed only when a task starts: asking its daemon would delay the first answer. */
function lazyEngine(choose: () => Promise<ContainerEngine>, name: EngineName): ContainerEngine {
  let engine: Promise<ContainerEngine> | undefined;
  return new Proxy({} as ContainerEngine, {
    get: (_, property) => {
      if (property === 'name') return name;
      if (property === 'isolation') return name === 'practice' ? 'process' : 'container';
      if (property === 'then') return undefined;
      return async (...args: unknown[]) => {
        engine ??= choose();
        const chosen = await engine.catch((error: unknown) => {
          // Not remembered: the daemon may be back at the next task.
          engine = undefined;
          throw error;
        });
        return (chosen[property as keyof ContainerEngine] as (...given: unknown[]) => unknown)(...args);
      };
    },
  });
}
