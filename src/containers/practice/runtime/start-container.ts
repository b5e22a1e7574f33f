import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import { writeAtomically } from '../store/state-dir.js';
import type { ContainerRecord } from './container-record.js';
import type { ContainerStore } from './container-store.js';
import { readContainerStatus } from './read-container-status.js';
import { SUPERVISOR_SOURCE } from './supervisor-source.js';

interface SupervisorReport {
  readonly started?: true;
  readonly failed?: 'port' | 'start';
  readonly code?: string;
  readonly hostPort?: number;
  readonly message?: string;
}

const START_TIMEOUT_MS = 30_000;

/**
 * Starts the supervisor of a container that was created, and waits until it says how it went.
 *
 * @throws EngineError `port-allocated` with docker's text; the container stays, created.
 */
export async function startContainer(record: ContainerRecord, containers: ContainerStore, hostEnv: Readonly<Record<string, string | undefined>>): Promise<void> {
  const dir = containers.dir(record.id);
  const script = join(dir, 'supervisor.cjs');
  await writeAtomically(script, SUPERVISOR_SOURCE);
  const report = await launch(script, dir, hostEnv);
  if (report.started) return;

  const error = await explain(record, report, containers);
  await containers.saveStatus(record.id, { state: 'created', hostPorts: [], exitCode: error.code === 'failed' ? 127 : 128, error: error.message.replace(/^docker: Error response from daemon: /, '') });
  throw error;
}

function launch(script: string, dir: string, hostEnv: Readonly<Record<string, string | undefined>>): Promise<SupervisorReport> {
  const log = openSync(join(dir, 'supervisor.log'), 'a', 0o600);
  // Nothing of this process's environment but what an operating system needs: the container must not inherit it.
  const env = Object.fromEntries(['PATH', 'SystemRoot', 'TMPDIR'].flatMap((name) => (hostEnv[name] === undefined ? [] : [[name, hostEnv[name]]])));
  const supervisor = spawn(process.execPath, [script, dir], { cwd: dir, env, detached: true, stdio: ['ignore', log, log, 'ipc'], windowsHide: true });
  closeSync(log);
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ failed: 'start', message: 'the supervisor did not answer' }), START_TIMEOUT_MS);
    const end = (report: SupervisorReport) => {
      clearTimeout(timer);
      if (supervisor.connected) supervisor.disconnect();
      supervisor.unref();
      resolve(report);
    };
    supervisor.once('message', (message) => end(message as SupervisorReport));
    supervisor.once('error', (error) => end({ failed: 'start', message: error.message }));
    supervisor.once('exit', (code) => end({ failed: 'start', message: `the supervisor ended with exit code ${code ?? 'unknown'} (see ${join(dir, 'supervisor.log')})` }));
  });
}

async function explain(record: ContainerRecord, report: SupervisorReport, containers: ContainerStore): Promise<EngineError> {
  const intro = 'docker: Error response from daemon:';
  if (report.failed !== 'port') return new EngineError('failed', `${intro} failed to create task for container: ${report.message ?? 'unknown'}`);

  const port = report.hostPort ?? 0;
  const endpoint = `${intro} driver failed programming external connectivity on endpoint ${record.name} (${record.id})`;
  const hint = { ja: `lsof -nP -iTCP:${port} で誰が使っているか見ます。別のポートなら: -p ${port === 8080 ? 8081 : port + 1}:${record.ports[0]?.containerPort ?? port}`, en: `lsof -nP -iTCP:${port} shows who has it; or give another port: -p ${port === 8080 ? 8081 : port + 1}:${record.ports[0]?.containerPort ?? port}` };
  if (report.code === 'EACCES')
    return new EngineError('failed', `${endpoint}: Error starting userland proxy: listen tcp4 0.0.0.0:${port}: bind: permission denied.`, { hint: { ja: '1024 以上のポートを選びます', en: 'choose a port above 1023' } });
  if (report.code !== 'EADDRINUSE') return new EngineError('failed', `${endpoint}: ${report.message ?? report.code ?? 'unknown'}`);
  const ours = await publishes(port, record.id, containers);
  return new EngineError(
    'port-allocated',
    ours
      ? `${endpoint}: Bind for 0.0.0.0:${port} failed: port is already allocated.`
      : `${endpoint}: Error starting userland proxy: listen tcp4 0.0.0.0:${port}: bind: address already in use.`,
    { hint },
  );
}

/** Docker words it differently when the port is held by one of its own containers. */
async function publishes(port: number, except: string, containers: ContainerStore): Promise<boolean> {
  for (const { id } of await containers.all()) {
    if (id === except) continue;
    const status = await readContainerStatus(containers, id);
    if (status.state === 'running' && status.hostPorts.includes(port)) return true;
  }
  return false;
}
