import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../shared/clock.js';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { readProgress } from '../../workshop/progress.js';
import { findWorkspace } from '../../workshop/workspace.js';
import { findEngine, openFolder, requireWorkspace, sandboxSettings, type OpenWorkspace } from '../compose.js';
import { remind } from '../expiry.js';
import { createTerminal, languageOf, type Terminal } from '../io/terminal.js';
import { clientEnvironment, ensureSandbox, findAnsweringSandbox, findSandbox, resetSandbox, sandboxLogFile, stopSandbox, type SandboxEndpoint } from '../sandbox-process.js';
import type { SettingFlags } from '../settings.js';

interface SandboxOptions extends SettingFlags {
  readonly workspace?: string;
  readonly plain?: boolean;
  readonly tail?: number;
}

/** `boyacky-lab sandbox start`: in the folder of the workshop, which is made if there is none. */
export async function sandboxStart(options: SandboxOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const root = findWorkspace(options.workspace ?? process.cwd()) ?? resolve(options.workspace ?? 'boyacky-workshop');
  const running = await findAnsweringSandbox(join(root, '.boyacky-lab', 'sandbox'));
  const asAsked = running !== undefined && [options.engine ?? running.engine, options.pace ?? running.pace].join() === [running.engine, running.pace].join();
  const sandbox = asAsked ? running : await startIn(root, options, signal);
  terminalOf(options).say({ ja: `サンドボックスは ${sandbox.url} で動いています（プロセス ${sandbox.pid}）。`, en: `The sandbox is at ${sandbox.url} (process ${sandbox.pid}).` });
  return ExitCode.done;
}

async function startIn(root: string, options: SandboxOptions, signal: AbortSignal): Promise<SandboxEndpoint> {
  const open = openFolder(root, options, { changes: true });
  try {
    const { settings, workspace, progress } = open;
    const engine = await findEngine(open, signal);
    progress.update({ engine: engine.name, pace: settings.pace });
    return await ensureSandbox(workspace.files.sandboxDir, sandboxSettings(open, engine.name), signal);
  } finally {
    open.close();
  }
}

export async function sandboxStop(options: SandboxOptions): Promise<ExitCode> {
  const stopped = await stopSandbox(sandboxDir(options));
  terminalOf(options).say(
    stopped
      ? { ja: 'サンドボックスを止めました。中身は残っています。', en: 'The sandbox has stopped; what is in it is kept.' }
      : { ja: 'サンドボックスは動いていません。', en: 'The sandbox is not running.' },
  );
  return ExitCode.done;
}

export async function sandboxStatus(options: SandboxOptions): Promise<ExitCode> {
  const dir = sandboxDir(options);
  const sandbox = findSandbox(dir);
  const terminal = terminalOf(options);
  remind(terminal, readProgress(join(dir, '..', 'progress.json'))?.expiresAt, systemClock.now());
  if (sandbox === undefined) {
    terminal.out(terminal.t({ ja: '止まっています', en: 'not running' }));
    return ExitCode.notDone;
  }
  const { url, pid, engine, pace, region, startedAt } = sandbox;
  terminal.out(Object.entries({ url, pid, engine, pace, region, startedAt }).map(([name, value]) => `${name}: ${value}`).join('\n'));
  return ExitCode.done;
}

/** The one command that shows the sandbox's keys: that is what it is asked for. They are of no use anywhere else. */
export async function sandboxEnv(options: SandboxOptions): Promise<ExitCode> {
  const sandbox = findSandbox(sandboxDir(options));
  if (sandbox === undefined) throw notRunning();
  for (const [name, value] of Object.entries(clientEnvironment(sandbox))) terminalOf(options).out(`export ${name}='${value}'`);
  return ExitCode.done;
}

export async function sandboxReset(options: SandboxOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const root = requireWorkspace(options.workspace ?? process.cwd());
  const open = openFolder(root, options, { changes: true });
  try {
    await endLeftContainers(open, signal);
    await resetSandbox(open.workspace.files.sandboxDir);
    // Whatever the ledger knows of the sandbox's account has gone with it; things on this machine have not.
    if (open.progress.state.target === 'sandbox') {
      for (const line of open.ledger.open()) if (line.where !== undefined || line.kind === 'registry-login') open.ledger.deleted(line);
      open.progress.clear();
    }
  } finally {
    open.close();
  }
  terminalOf(options).say({ ja: 'サンドボックスを空にしました。', en: 'The sandbox is empty again.' });
  return ExitCode.done;
}

/** A sandbox that was killed left its tasks' containers behind. Only it knows which they are: it is asked once more. */
async function endLeftContainers(open: OpenWorkspace, signal: AbortSignal): Promise<void> {
  const dir = open.workspace.files.sandboxDir;
  if (!existsSync(dir) || findSandbox(dir) !== undefined) return;
  try {
    const engine = await findEngine(open, signal);
    await ensureSandbox(dir, sandboxSettings(open, engine.name), signal);
  } catch {
    // Its state may be just what is broken, and the reason for the reset.
  }
}

export async function sandboxLogs(options: SandboxOptions): Promise<ExitCode> {
  const file = sandboxLogFile(sandboxDir(options));
  if (!existsSync(file)) throw notRunning();
  terminalOf(options).out(readFileSync(file, 'utf8').trimEnd().split('\n').slice(-(options.tail ?? 50)).join('\n'));
  return ExitCode.done;
}

function sandboxDir(options: SandboxOptions): string {
  return resolve(requireWorkspace(options.workspace ?? process.cwd()), '.boyacky-lab', 'sandbox');
}

function terminalOf(options: SandboxOptions): Terminal {
  return createTerminal({ language: options.lang ?? languageOf(process.env), plain: options.plain, ask: false });
}

function notRunning(): UserError {
  return new UserError('sandbox-not-running', { ja: 'サンドボックスは動いていません', en: 'The sandbox is not running' }, { next: 'boyacky-lab sandbox start', exitCode: ExitCode.environment });
}
