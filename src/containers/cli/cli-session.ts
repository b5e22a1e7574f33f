import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineFacts, type DaemonFacts } from '../daemon-place.js';
import type { EngineErrorCode, EngineName, EngineStatus, ExecResult } from '../engine.js';
import { EngineError } from '../engine.js';
import { installHint } from '../install-hint.js';
import type { ProgramResult } from '../run-program.js';
import { followProgram, runProgram } from '../run-program.js';
import { startHint } from '../start-hint.js';
import { classify, engineError } from './engine-errors.js';
import { list } from './json-fields.js';
import { readStatus } from './read-status.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CliOptions {
  readonly program: Exclude<EngineName, 'practice'>;
  /** The environment of the command; default: this process's. */
  readonly env?: Environment;
  /** Where registry credentials are kept (DOCKER_CONFIG). */
  readonly configDir?: string;
  /**
   * Longest time that a question or a small change may take, in milliseconds; a daemon that hangs answers nothing (default
   * 2 min). While something longer is going on, the daemon is asked this often whether it is there.
   */
  readonly patienceMs?: number;
  /** DOCKER_HOST, e.g. "unix:///run/user/1000/docker.sock". */
  readonly host?: string;
}

interface CallOptions {
  readonly input?: string;
  readonly env?: Environment;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly withCredentials?: boolean;
  /** It takes as long as it takes: builds, transfers, whatever runs in a container. */
  readonly long?: boolean;
  /** Time that is asked for by what is done, in milliseconds, beyond what the engine itself may take. */
  readonly extraMs?: number;
  /** A refusal that means "already so". */
  readonly forgive?: EngineErrorCode;
}

/** Then it is docker that speaks, not the program in the container. */
const withoutDaemon: readonly EngineErrorCode[] = ['daemon-unreachable', 'wsl-integration', 'client-version'];

const STATUS_TIMEOUT_MS = 20_000;
const CONTEXT_TIMEOUT_MS = 10_000;
const PATIENCE_MS = 120_000;

/** One engine's command with its environment: runs argument arrays, turns failures into EngineError. */
export function createCliSession(options: CliOptions) {
  const { program, patienceMs = PATIENCE_MS } = options;
  const base: Environment = { ...(options.env ?? process.env), ...(options.host ? { DOCKER_HOST: options.host } : {}) };

  /** Another DOCKER_CONFIG hides the learner's context, so the address of its daemon has to be carried over. */
  const contextHost = once(async (): Promise<string | undefined> => {
    if (program !== 'docker' || base['DOCKER_HOST']) return undefined;
    const asked = await runProgram({ program, args: ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], env: base, timeoutMs: patienceMs });
    return asked.exitCode === 0 ? asked.stdout.trim() || undefined : undefined;
  });

  /** Where its daemon is, asked when it does not answer: the context in use is told without it. */
  async function daemonFacts(): Promise<DaemonFacts> {
    const facts = machineFacts(base);
    if (program !== 'docker' || facts.dockerHost !== undefined) return facts;
    const args = ['context', 'inspect', '--format', '{{.Name}} {{.Endpoints.docker.Host}}'];
    const asked = await runProgram({ program, args, env: base, timeoutMs: Math.min(CONTEXT_TIMEOUT_MS, patienceMs) });
    const [, name, host] = (asked.exitCode === 0 ? /^(\S+) (\w+:\/\/\S+)$/.exec(asked.stdout.trim()) : undefined) ?? [];
    return name === undefined || host === undefined ? facts : { ...facts, context: { name, host } };
  }

  async function failure(result: ProgramResult): Promise<EngineError> {
    const error = engineError(program, result);
    return error.code === 'daemon-unreachable' ? engineError(program, result, await daemonFacts()) : error;
  }

  async function environment({ env, withCredentials }: CallOptions): Promise<Environment> {
    if (!withCredentials || !options.configDir) return { ...base, ...env };
    const host = await contextHost();
    const authFile = join(options.configDir, 'auth.json');
    // podman 4 refuses to pull anything at all while the file that it is told of is not there.
    if (program === 'podman' && !existsSync(authFile)) {
      mkdirSync(options.configDir, { recursive: true, mode: 0o700 });
      writeFileSync(authFile, '{}', { mode: 0o600 });
    }
    return {
      ...base,
      ...(host ? { DOCKER_HOST: host, DOCKER_CONTEXT: undefined } : {}),
      ...env,
      DOCKER_CONFIG: options.configDir,
      REGISTRY_AUTH_FILE: authFile,
    };
  }

  async function call(args: readonly string[], callOptions: CallOptions = {}): Promise<ProgramResult> {
    const { input, onLine, signal, long = false, extraMs = 0 } = callOptions;
    const env = await environment(callOptions);
    if (!long) return await runProgram({ program, args, env, input, onLine, signal, timeoutMs: patienceMs + extraMs });
    return await whileDaemonAnswers(signal, (until) => runProgram({ program, args, env, input, onLine, signal: until }));
  }

  const statusArgs = [program === 'docker' ? 'version' : 'info', '--format', program === 'podman' ? 'json' : '{{json .}}'];

  const askStatus = (signal?: AbortSignal) => runProgram({ program, args: statusArgs, env: base, signal, timeoutMs: Math.min(STATUS_TIMEOUT_MS, patienceMs) });

  /** What takes as long as it takes has no deadline: it is ended when the daemon behind it does not answer any more. */
  async function whileDaemonAnswers(signal: AbortSignal | undefined, work: (until: AbortSignal) => Promise<ProgramResult>): Promise<ProgramResult> {
    const [hangs, over] = [new AbortController(), new AbortController()];
    // A machine under load may be late once: twice in a row is none.
    let missed = 0;
    const ask = async () => {
      missed = (await askStatus(over.signal)).timedOut ? missed + 1 : 0;
      if (missed > 1) hangs.abort();
    };
    const watch = setInterval(() => void ask(), patienceMs);
    try {
      const result = await work(AbortSignal.any([hangs.signal, ...(signal === undefined ? [] : [signal])]));
      return hangs.signal.aborted && result.interrupted ? { ...result, interrupted: false, timedOut: true } : result;
    } finally {
      clearInterval(watch);
      over.abort();
    }
  }

  /** A command that lost its daemon midway says no more than "unexpected EOF": whether it has gone is asked again. */
  async function blameDaemon(error: EngineError): Promise<EngineError> {
    if (error.code !== 'failed' && error.code !== 'registry-unreachable') return error;
    const asked = await askStatus();
    if (asked.exitCode === 0) return error;
    const answer = await failure(asked);
    return answer.code === 'daemon-unreachable' ? answer : error;
  }

  return {
    async run(args: readonly string[], callOptions: CallOptions = {}): Promise<ProgramResult> {
      const result = await call(args, callOptions);
      if (result.exitCode === 0) return result;
      const error = await failure(result);
      if (error.code === callOptions.forgive) return result;
      throw await blameDaemon(error);
    },

    /** Objects of `… inspect`; those that are gone meanwhile are left out. */
    async inspect(args: readonly string[], missing: EngineErrorCode): Promise<readonly unknown[]> {
      const result = await call(args);
      if (result.exitCode !== 0) {
        const error = await failure(result);
        if (error.code !== missing) throw await blameDaemon(error);
      }
      return parseList(program, result.stdout);
    },

    /** The exit code of an exec is the command's own, unless the engine says that it could not run it. */
    async exec(args: readonly string[]): Promise<ExecResult> {
      const result = await call(args, { long: true });
      const refused = result.exitCode === undefined || withoutDaemon.includes(classify(result.stderr)) || /^(?:Error response from daemon|Error: No such container|Error: no container)/im.test(result.stderr);
      if (result.exitCode !== 0 && refused) throw await blameDaemon(await failure(result));
      return { exitCode: result.exitCode ?? 0, stdout: result.stdout, stderr: result.stderr };
    },

    async follow(args: readonly string[], onLine: (line: string) => void, signal?: AbortSignal): Promise<void> {
      const result = await whileDaemonAnswers(signal, (until) => followProgram({ program, args, env: base, onLine, signal: until }));
      if (result.exitCode !== 0 && !result.interrupted) throw await blameDaemon(await failure(result));
    },

    async status(signal?: AbortSignal): Promise<EngineStatus> {
      const result = await askStatus(signal);
      if (result.interrupted) throw engineError(program, result);
      const status = readStatus(result.stdout);
      if (status.available && result.exitCode === 0) return status;
      const { code, message } = engineError(program, result);
      if (code === 'cli-missing') return { available: false, missing: 'cli', reason: message, code, hint: installHint(program) };
      const reason = status.reason ?? message;
      return { available: false, missing: 'daemon', reason, code, hint: startHint(program, reason, await daemonFacts()) };
    },
  };
}

function parseList(program: string, stdout: string): readonly unknown[] {
  if (stdout.trim() === '') return [];
  try {
    return list(JSON.parse(stdout));
  } catch (cause) {
    throw new EngineError('failed', `${program} inspect did not print JSON`, { cause });
  }
}

function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => (value ??= compute());
}
