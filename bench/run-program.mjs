import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and tells how long it took.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, deadlineMs?: number }} [options]
 * @returns {Promise<{ ms: number, exitCode: number | null, output: string }>} `output`: stdout and stderr as they came
 */
export function runProgram(program, args, { cwd, env, input, deadlineMs = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { cwd, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], timeout: deadlineMs });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stdin?.end(input);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ms: performance.now() - start, exitCode, output }));
  });
}

/** Like `runProgram`, and rejects with the last lines of its output when it does not end with 0. @type {typeof runProgram} */
export async function runOrFail(program, args, options) {
  const result = await runProgram(program, args, options);
  if (result.exitCode === 0) return result;
  throw new Error(`${program} ${args.join(' ')} ended with ${result.exitCode}:\n${result.output.trim().split('\n').slice(-12).join('\n')}`);
}

/** A start of Node that does nothing: what every ratio of a start is measured against. @returns {Promise<number>} ms */
export async function timeBareNode() {
  return (await runOrFail(process.execPath, ['-e', '0'])).ms;
}
