import { spawn } from 'node:child_process';
import chalk from 'chalk';
import type { Visit } from './visit.js';

/** A command line that the learner typed at the step, in the environment of `boyacky-lab shell`. */
export async function typedCommand({ session, terminal }: Visit, line: string): Promise<void> {
  const { context, workspace } = session;
  const exitCode = await new Promise<number>((resolve, reject) => {
    // A learner's own line is the one thing that a shell may interpret.
    const child = spawn(process.env.SHELL ?? '/bin/sh', ['-c', line], { cwd: workspace.root, stdio: 'inherit', env: { ...process.env, ...context.target.environment, BOYACKY_LAB_WORKSPACE: workspace.root } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  if (exitCode !== 0) terminal.say(chalk.dim(terminal.t({ ja: `（終了コード ${exitCode}）`, en: `(exit code ${exitCode})` })));
}
