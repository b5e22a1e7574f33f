import chalk from 'chalk';
import { runInLab } from '../shell/run-in-lab.js';
import type { Visit } from './visit.js';

/** A command line that the learner typed at the step, in the environment of `boyacky-lab shell`. */
export async function typedCommand({ session, terminal }: Visit, line: string): Promise<void> {
  const exitCode = await runInLab(session, line);
  if (exitCode !== 0) terminal.say(chalk.dim(terminal.t({ ja: `（終了コード ${exitCode}）`, en: `(exit code ${exitCode})` })));
}
