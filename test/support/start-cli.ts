import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { makeTempDir } from './temp-dir.js';

export interface CliOptions {
  /** Default: a new empty folder. */
  readonly cwd?: string;
  /** Default: a new empty folder, so that no configuration of whoever runs the test is found. */
  readonly home?: string;
  /** On top of a bare environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Written to standard input, which is closed then. Standard input is no terminal. */
  readonly input?: string;
  /** After so long the program is killed and the test fails. Default: five minutes. */
  readonly timeoutMs?: number;
  /** For Node itself, before the program. */
  readonly nodeArgs?: readonly string[];
  /** The program to drive. Default: the built one. */
  readonly program?: string;
}

export interface CliResult {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly pid: number;
  readonly home: string;
  readonly cwd: string;
  /** What it has said until now. */
  stdout(): string;
  stderr(): string;
  /** Sends a signal to the program, and to nothing else. */
  kill(signal?: NodeJS.Signals): void;
  /** Resolves when stdout or stderr has said so; rejects when the program ends without. */
  said(what: string | RegExp): Promise<void>;
  readonly finished: Promise<CliResult>;
}

const builtProgram = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** Starts the built program as its own process. What is still running at the end of the test is killed. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const { cwd = makeTempDir(), home = makeTempDir(), timeoutMs = 300_000, nodeArgs = [], program = builtProgram } = options;
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`);
  const deadline = AbortSignal.timeout(timeoutMs);
  const command = ['boyacky-lab', ...args].join(' ');
  const child = spawn(process.execPath, [...nodeArgs, program, ...args], {
    cwd,
    env: bareEnvironment(home, options.env),
    stdio: 'pipe',
    signal: deadline,
    killSignal: 'SIGKILL',
  });
  if (child.pid === undefined) throw new Error(`${command} did not start`);

  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  // A program that has ended need not read what it was sent.
  child.stdin.on('error', () => undefined).end(options.input ?? '');

  const finished = new Promise<CliResult>((resolve, reject) => {
    child.once('error', (cause) => {
      const why = deadline.aborted ? `did not end within ${timeoutMs} ms` : 'could not be run';
      reject(new Error(`${command} ${why}; it said:\n${said.stdout}\n${said.stderr}`, { cause }));
    });
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, ...said }));
  });
  // Whoever awaits it gets the failure; nobody awaiting it must not end the test run.
  finished.catch(() => undefined);
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });

  return {
    pid: child.pid,
    home,
    cwd,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    finished,
    said: (what) =>
      new Promise((resolve, reject) => {
        const found = () => [said.stdout, said.stderr].some((text) => (typeof what === 'string' ? text.includes(what) : text.search(what) >= 0));
        const listener = () => {
          if (!found()) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
        const giveUp = () => reject(new Error(`${command} never said ${String(what)}; it said:\n${said.stdout}\n${said.stderr}`));
        finished.then(giveUp, reject);
      }),
  };
}

/** What reaches programs, registries and the engine from here; nothing of AWS, nothing of the test runner. */
const inherited =
  /^(PATH|TMPDIR|TEMP|TMP|SystemRoot|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|DOCKER_HOST|npm_config_(registry|cafile|cache)|(https?|no)_proxy)$/i;

function bareEnvironment(home: string, changes: CliOptions['env'] = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => inherited.test(name));
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, LANG: 'C.UTF-8', BOYACKY_LAB_NAME: 'boyacky-lab', ...changes };
}
