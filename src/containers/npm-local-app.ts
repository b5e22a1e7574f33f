import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProcess, startOfProcess } from '../shared/process-facts.js';
import { EngineError, type EngineErrorCode } from './engine.js';
import type { LocalApp } from './local-app.js';
import { findNpm, npmEnvironment } from './practice/find-npm.js';
import { runProgram } from './run-program.js';

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly dir: string;
  /** On its command line, and on no other. */
  readonly token?: string;
  /** Where the system tells it. */
  readonly startedAt?: string;
}

/** `stateFile` keeps the id of the started process over runs of this program; its output goes beside it. `folder`: where the app of this workspace lies. */
export function createNpmLocalApp(stateFile: string, folder: string, env: Readonly<Record<string, string | undefined>>): LocalApp {
  const logFile = stateFile.replace(/\.json$/, '.log');

  const running = (): Running | undefined => {
    const known = readState(stateFile);
    return known !== undefined && isOurs(known, folder) ? known : undefined;
  };
  return {
    installed: (dir) => existsSync(join(dir, 'node_modules', '.package-lock.json')),
    install: async (dir, options) => {
      const install = (...flags: string[]) =>
        runProgram({
          program: process.execPath,
          args: [findNpm(env), 'ci', '--no-audit', '--no-fund', '--loglevel=warn', ...flags],
          cwd: dir,
          env: npmEnvironment(env),
          onLine: options?.onOutput,
          signal: options?.signal,
        });
      // What the lock file names does not change: npm's cache need not be held against the registry. A cache that
      // knows a package from before the version asked for fails, and then the registry is asked after all.
      const quick = await install('--prefer-offline');
      const result = quick.exitCode === 0 || quick.interrupted ? quick : await install();
      if (result.interrupted) throw new EngineError('interrupted', 'npm ci was interrupted');
      if (result.exitCode !== 0) {
        const code = npmCode(`${result.stdout}\n${result.stderr}`);
        throw new EngineError(code, `npm ci failed: ${lastLines(result.stderr || result.stdout)}`, { exitCode: result.exitCode, hint: code === 'npm-failed' ? `cd ${dir} && npm ci` : undefined });
      }
    },
    start: async (dir, { port, env: targetEnv }) => {
      if (running() !== undefined) return;
      const token = `boyacky-lab-${randomBytes(16).toString('hex')}`;
      const log = openSync(logFile, 'w', 0o600);
      const child = spawn(process.execPath, ['--import', gateFor(token), 'src/server.js'], {
        cwd: dir,
        detached: true,
        stdio: ['pipe', log, log],
        env: { ...baseEnvironment(env), ...targetEnv, PORT: String(port), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
      });
      closeSync(log);
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (cause) => reject(new EngineError('failed', `node did not start: ${cause.message}`, { cause })));
      });
      const pid = child.pid ?? 0;
      writeFileSync(stateFile, JSON.stringify({ pid, port, dir, token, startedAt: startOfProcess(pid) } satisfies Running), { mode: 0o600 });
      await openGate(child);
      child.unref();
    },
    running,
    stop: async () => {
      const app = running();
      if (app !== undefined) await end(app, () => isOurs(app, folder));
      rmSync(stateFile, { force: true });
    },
    output: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    tryOut: async (script, dir, { input, timeoutMs, signal }) => {
      const { stdout, stderr, exitCode, timedOut } = await runProgram({ program: process.execPath, args: [script, dir], cwd: dir, env: baseEnvironment(env), input, timeoutMs, signal });
      return { stdout, stderr, exitCode, timedOut };
    },
    toolVersion: async (program) => {
      const result = await runProgram({ program, args: ['--version'], env, timeoutMs: 20_000 });
      return result.exitCode === 0 ? (result.stdout || result.stderr).split('\n')[0] : undefined;
    },
  };
}

/**
 * The app waits for a line on its standard input before it does anything, and ends when there will be none: if this
 * program is killed between starting the process and writing its id down, no process is left that nobody knows of.
 */
function gateFor(token: string): string {
  return `data:text/javascript,${encodeURIComponent('import { readSync } from "node:fs"; if (readSync(0, Buffer.alloc(1)) !== 1) process.exit(1); //')}${token}`;
}

async function openGate({ stdin }: ChildProcess): Promise<void> {
  // It may have ended already: its output says why.
  stdin?.on('error', () => undefined);
  await new Promise<void>((resolve) => (stdin === null ? resolve() : stdin.end('\n', resolve)));
}

/** What any program needs, and nothing that would tell it who the learner is on AWS. */
function baseEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];
  return Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function readState(file: string): Running | undefined {
  try {
    const { pid, port, dir, token, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<keyof Running, unknown>>;
    if (typeof pid !== 'number' || typeof port !== 'number' || typeof dir !== 'string') return undefined;
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
    return { pid, port, dir, token: text(token), startedAt: text(startedAt) };
  } catch {
    return undefined;
  }
}

/**
 * Is it the process that was started for this folder, and not another one: a later one with its id, the app of another
 * folder, or whatever a file that came with the folder names? Its command line bears a token that was made for it; on
 * Linux its working folder and its start are compared, too.
 */
function isOurs({ pid, dir, token, startedAt }: Running, folder: string): boolean {
  if (!isSameFolder(dir, folder)) return false;
  const found = readProcess(pid);
  if (found === undefined || !found.commandLine.includes('src/server.js')) return false;
  if (found.folder !== undefined && !isSameFolder(found.folder, folder)) return false;
  // Labs of before had no token: then only where the folder of the process is known.
  if (token === undefined) return found.folder !== undefined && found.commandLine.includes('data:text/javascript,');
  return found.commandLine.includes(token) && (startedAt === undefined || found.startedAt === startedAt);
}

function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

async function end({ pid }: Running, lives: () => boolean): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; waited < 10_000 && lives(); waited += 50) await sleep(50);
  if (lives()) process.kill(pid, 'SIGKILL');
}

/** npm has no engine behind it: it fails by itself, or on its way to the registry. */
function npmCode(output: string): EngineErrorCode {
  if (/SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_(NOT_YET_VALID|HAS_EXPIRED)|self[- ]signed certificate|unable to get (local )?issuer certificate/i.test(output)) return 'npm-certificate';
  if (/ENOSPC/.test(output)) return 'disk-full';
  if (/E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT)/.test(output)) return 'npm-no-network';
  return 'npm-failed';
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join('\n');
}
