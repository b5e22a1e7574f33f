import { ExitCode, UserError } from '../shared/user-error.js';
import { dockerEntry } from './docker-shim/docker-entry.js';
import { version } from './version.js';

/** Runs one command line to its end and answers the exit code; every error is told exactly once, here. */
export async function run(argv: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  // Most often asked by scripts: answered without loading anything.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${version()}\n`);
    return ExitCode.done;
  }
  // Which Node the SDK will want next year is for package.json's `engines` to say, once it does.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // What the AWS CLI trusts, npm and the app in its process have to trust too: they sit behind the same proxy.
  if (process.env.AWS_CA_BUNDLE) process.env.NODE_EXTRA_CA_CERTS ??= process.env.AWS_CA_BUNDLE;
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new UserError('interrupted', { ja: '中断しました', en: 'Interrupted' }, { next: 'boyacky-lab start', exitCode: ExitCode.interrupted }));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    if (argv[0] === dockerEntry) {
      const { startDocker } = await import('./docker-shim/start-docker.js');
      return await startDocker(argv.slice(1), interruption.signal);
    }
    const { runProgram } = await import('./program.js');
    return await runProgram(argv, interruption.signal);
  } catch (error) {
    const [{ reportError }, { languageOfRun }] = await Promise.all([import('./render/report-error.js'), import('./language-of-run.js')]);
    return reportError(interruption.signal.aborted && !knowsBetter(error) ? interruption.signal.reason : error, argv, languageOfRun(argv, process.env, process.cwd()));
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** What was interrupted may have a last word of its own. */
function knowsBetter(error: unknown): boolean {
  return error instanceof UserError && error.exitCode === ExitCode.interrupted;
}

/** `boyacky-lab list | head` closes the pipe when it has seen enough: no reason to complain, nor to stop half-way. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
