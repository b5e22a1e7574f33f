import { execa } from 'execa';

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment of the program; nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Goes to standard input; for secrets, the only way in. */
  readonly input?: string;
  /** Each line of stdout and stderr, as it comes. */
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface ProgramResult {
  /** undefined when it did not start or was ended by a signal. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** e.g. "ENOENT" when there is no such program. */
  readonly startError?: string;
  readonly interrupted: boolean;
  readonly timedOut: boolean;
}

/**
 * Runs a program to its end with an argument array (never a shell) and tells how it ended; it does not throw
 * for a program that fails. The only door from this room to other programs.
 */
export async function runProgram(call: ProgramCall): Promise<ProgramResult> {
  const { onLine } = call;
  const tap = onLine
    ? function* (line: unknown): Generator<string> {
        onLine(String(line));
        yield String(line);
      }
    : undefined;
  const result = await execa(call.program, [...call.args], {
    env: definedOnly(call.env),
    extendEnv: false,
    cwd: call.cwd,
    reject: false,
    cancelSignal: call.signal,
    timeout: call.timeoutMs ?? 0,
    ...(call.input === undefined ? { stdin: 'ignore' as const } : { input: call.input }),
    ...(tap ? { stdout: tap, stderr: tap } : {}),
  });
  return {
    exitCode: result.exitCode,
    stdout: asText(result.stdout),
    stderr: asText(result.stderr),
    startError: result.exitCode === undefined ? result.code : undefined,
    interrupted: result.isCanceled,
    timedOut: result.timedOut,
  };
}

/** Runs a program and calls `onLine` for every line until it ends or `signal` aborts. Keeps nothing in memory. */
export async function followProgram(call: ProgramCall): Promise<ProgramResult> {
  const subprocess = execa(call.program, [...call.args], {
    env: definedOnly(call.env),
    extendEnv: false,
    reject: false,
    cancelSignal: call.signal,
    stdin: 'ignore',
    all: true,
    buffer: { stdout: false, stderr: true, all: false },
  });
  for await (const line of subprocess.iterable({ from: 'all' })) call.onLine?.(String(line));
  const result = await subprocess;
  return {
    exitCode: result.exitCode,
    stdout: '',
    stderr: asText(result.stderr),
    startError: result.exitCode === undefined ? result.code : undefined,
    interrupted: result.isCanceled,
    timedOut: result.timedOut,
  };
}

function asText(output: unknown): string {
  if (typeof output === 'string') return output;
  return Array.isArray(output) ? output.join('\n') : '';
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined) defined[name] = value;
  return defined;
}
