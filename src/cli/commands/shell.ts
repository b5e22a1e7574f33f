import { spawn } from 'node:child_process';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { withSession, type ExistingOptions } from '../open-existing.js';

/** `boyacky-lab shell`: the learner's own shell, in the workspace, with the target's address and keys in its environment. */
export async function shell(options: ExistingOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (process.stdin.isTTY !== true) {
    throw new UserError('no-terminal', 'There is no terminal for a shell', { next: 'eval "$(boyacky-lab sandbox env)"', exitCode: ExitCode.usage });
  }
  return await withSession(options, signal, { changes: false }, async ({ context, workspace }, terminal) => {
    terminal.say({ ja: `${workspace.root} のシェルです。exit で戻ります。`, en: `A shell in ${workspace.root}; exit brings you back.` });
    const program = process.env.SHELL ?? (process.platform === 'win32' ? 'powershell.exe' : '/bin/sh');
    // Ctrl-C belongs to what runs in the shell, not to us: the shell shares this terminal and gets it too.
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    try {
      await new Promise<void>((resolve, reject) => {
        const child = spawn(program, [], { cwd: workspace.root, stdio: 'inherit', env: { ...process.env, ...context.target.environment, BOYACKY_LAB_WORKSPACE: workspace.root } });
        child.once('error', (cause) => reject(new UserError('no-shell', `${program} did not start`, { why: cause.message, next: 'SHELL=/bin/sh boyacky-lab shell', cause })));
        child.once('exit', () => resolve());
      });
    } finally {
      process.off('SIGINT', ignore);
    }
    return ExitCode.done;
  });
}
