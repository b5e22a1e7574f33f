import { startCli, type CliOptions, type CliResult } from './start-cli.js';

/** Runs the built program to its end: `await runCli(['verify', '--format', 'json'], { cwd: workspace })`. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).finished;
}
