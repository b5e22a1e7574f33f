import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../shared/package-root.js';
import { findLockOwner } from '../shared/process-lock.js';
import { ExitCode, UserError } from '../shared/user-error.js';

/** What a running sandbox tells its clients (endpoint.json). Holds keys: never shown but by `sandbox env`. */
export interface SandboxEndpoint {
  readonly pid: number;
  readonly url: string;
  readonly accountId: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly token: string;
  readonly engine: string;
  readonly pace: 'fast' | 'real';
  readonly startedAt: string;
}

export interface SandboxSettings {
  readonly engine: string;
  readonly pace: 'fast' | 'real';
  readonly region: string;
  /** The practice engine's images, shared with the tutor so that a layer is unpacked once. */
  readonly practiceDir: string;
}

/** It idles beside a learner's editor and browser for hours: garbage is collected early rather than left lying. */
const smallHeap = ['--max-semi-space-size=2', '--optimize-for-size'];

const startDeadlineMs = 60_000;
const stopDeadlineMs = 60_000;
/** The image of a relay may have to be pulled first. */
const wayDeadlineMs = 300_000;

/** The endpoint of the sandbox of this folder, if one runs. */
export function findSandbox(dir: string): SandboxEndpoint | undefined {
  const owner = findLockOwner(join(dir, 'sandbox.lock'));
  if (owner === undefined) return undefined;
  try {
    const endpoint = JSON.parse(readFileSync(join(dir, 'endpoint.json'), 'utf8')) as SandboxEndpoint;
    // A sandbox that was killed leaves its file behind: it is not the word of the one that starts now.
    return endpoint.pid === owner.pid ? endpoint : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the sandbox in a process of its own that goes on after this one, unless it runs already. */
export async function ensureSandbox(dir: string, settings: SandboxSettings, signal: AbortSignal): Promise<SandboxEndpoint> {
  const running = await findAnsweringSandbox(dir);
  if (running?.engine === settings.engine && running.pace === settings.pace) return running;
  await stopSandbox(dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const logFile = sandboxLogFile(dir);
  const log = openSync(logFile, 'a', 0o600);
  const script = join(packageRoot(), 'dist', 'sandbox.js');
  const args = [...smallHeap, script, '--state-dir', dir, '--engine', settings.engine, '--pace', settings.pace, '--region', settings.region, '--practice-dir', settings.practiceDir];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log, log], env: sandboxEnvironment(process.env) });
  closeSync(log);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  child.unref();
  for (let waited = 0; waited < startDeadlineMs && !ended; waited += 20) {
    signal.throwIfAborted();
    const endpoint = findSandbox(dir);
    if (endpoint !== undefined) return endpoint;
    await sleep(20);
  }
  throw new UserError('sandbox-did-not-start', { ja: 'サンドボックスが起動しませんでした', en: 'The sandbox did not start' }, {
    why: lastLines(logFile),
    next: { ja: `boyacky-lab sandbox logs。中身が壊れているなら boyacky-lab sandbox reset`, en: `boyacky-lab sandbox logs, and if its state is broken: boyacky-lab sandbox reset` },
    exitCode: ExitCode.environment,
  });
}

/** The running sandbox once it answers; one that was just killed may still look alive for a moment. */
export async function findAnsweringSandbox(dir: string): Promise<SandboxEndpoint | undefined> {
  for (let waited = 0; waited < 5000; waited += 100) {
    const endpoint = findSandbox(dir);
    if (endpoint === undefined) return undefined;
    const answer = await fetch(`${endpoint.url}/_sandbox/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok === true) return endpoint;
    await sleep(100);
  }
  return undefined;
}

/** How the engine's daemon comes to the sandbox's registry; it looks, and puts a relay where one is needed. */
export interface RegistryWay {
  readonly way: 'direct' | 'relay' | 'relay-port' | 'none';
  readonly reason?: string;
}

/** Has the sandbox look after the way of the engine's daemon to its registry. undefined: it does not answer. */
export async function findRegistryWay(endpoint: SandboxEndpoint, signal: AbortSignal): Promise<RegistryWay | undefined> {
  return await askRegistryWay('POST', endpoint, signal);
}

/** Whether the engine's daemon comes to the sandbox's registry as things are; no relay is put anywhere. */
export async function tellRegistryWay(endpoint: SandboxEndpoint, signal: AbortSignal): Promise<RegistryWay | undefined> {
  return await askRegistryWay('GET', endpoint, signal);
}

async function askRegistryWay(method: 'GET' | 'POST', endpoint: SandboxEndpoint, signal: AbortSignal): Promise<RegistryWay | undefined> {
  const request = { method, headers: { 'x-boyacky-lab-token': endpoint.token }, signal: AbortSignal.any([signal, AbortSignal.timeout(wayDeadlineMs)]) };
  const answer = await fetch(`${endpoint.url}/_sandbox/registry-way`, request).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as RegistryWay) : undefined;
}

/** Asks it to end (its task containers end with it; its resources are kept) and waits until it has. */
export async function stopSandbox(dir: string): Promise<boolean> {
  const endpoint = findSandbox(dir);
  const owner = findLockOwner(join(dir, 'sandbox.lock'));
  if (owner === undefined) return false;
  if (endpoint !== undefined) {
    await fetch(`${endpoint.url}/_sandbox/shutdown`, { method: 'POST', headers: { 'x-boyacky-lab-token': endpoint.token } }).catch(() => undefined);
  } else {
    process.kill(owner.pid, 'SIGTERM');
  }
  for (let waited = 0; waited < stopDeadlineMs; waited += 50) {
    if (findLockOwner(join(dir, 'sandbox.lock')) === undefined) return true;
    await sleep(50);
  }
  process.kill(owner.pid, 'SIGKILL');
  return true;
}

/** Forgets everything in it: resources, images, keys. */
export async function resetSandbox(dir: string): Promise<void> {
  await stopSandbox(dir);
  if (existsSync(dir)) rmSync(dir, { recursive: true, force: true });
}

export function sandboxLogFile(dir: string): string {
  return join(dir, 'sandbox.log');
}

/** Variables with which any AWS client on this machine talks to the sandbox. */
export function clientEnvironment(endpoint: SandboxEndpoint): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: endpoint.region,
    AWS_DEFAULT_REGION: endpoint.region,
    AWS_ACCESS_KEY_ID: endpoint.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.secretAccessKey,
  };
}

/** The sandbox plays AWS: it must not know who the learner is on the real one. */
function sandboxEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS_(?!CA_BUNDLE)|npm_lifecycle|npm_package|NODE_OPTIONS$)/.test(name)));
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n  ');
}
