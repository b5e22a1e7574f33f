import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from '../../shared/user-error.js';
import type { LaunchPlan } from './launch-plan.js';

/** Runs a program on this terminal until it ends, and answers its exit code as a shell would. */
export async function attach({ program, args, env }: LaunchPlan, cwd: string): Promise<number> {
  // Ctrl-C belongs to what runs there; it shares this terminal and gets it too. We must not end of it.
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(program, [...args], { cwd, stdio: 'inherit', env });
      child.once('error', (cause) => reject(new UserError('no-shell', { ja: `${program} が起動しませんでした`, en: `${program} did not start` }, { why: cause.message, next: 'SHELL=/bin/sh boyacky-lab shell', cause })));
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    process.off('SIGINT', ignore);
    for (const listener of listeners) process.on('SIGINT', listener);
  }
}
