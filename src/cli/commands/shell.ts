import { ExitCode, UserError } from '../../shared/user-error.js';
import { noteOpenStep } from '../../workshop/progress.js';
import { noteShell } from '../as-typed.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { openStep } from '../open-step.js';
import { attach } from '../shell/attach.js';
import { greeting } from '../shell/greeting.js';
import { planShell } from '../shell/launch-plan.js';
import { prepareLab } from '../shell/prepare-lab.js';
import { learnerShell } from '../shell/shell-kind.js';

/** `boyacky-lab shell`: the learner's own shell, in the workspace, where docker, aws and npm work on the target. */
export async function shell(options: ExistingOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (process.stdin.isTTY !== true) {
    throw new UserError('no-terminal', { ja: 'シェルを開くターミナルがありません', en: 'There is no terminal for a shell' }, { next: 'eval "$(boyacky-lab sandbox env)"', exitCode: ExitCode.usage });
  }
  if (process.env.BOYACKY_LAB_OPEN_STEP !== undefined) {
    throw new UserError('already-in-shell', { ja: 'もう boyacky-lab のシェルの中です', en: 'You are in the shell of boyacky-lab already' }, { why: { ja: '入れ子にすると、ややこしくなるだけです。', en: 'One inside of the other would only be confusing.' }, next: 'exit', exitCode: ExitCode.usage });
  }
  return await withSession(options, signal, { changes: false }, async (session, terminal) => {
    const lab = await prepareLab(session);
    // Nobody has opened a step yet: the first that is not done, so that the prompt has one to show.
    const step = session.progress.state.currentStep ?? (await openStep(session, undefined)).id;
    if (!session.workspace.exists(lab.openStepFile)) noteOpenStep(lab.openStepFile, step);
    noteShell();
    for (const line of greeting(session, step)) terminal.say(line);
    // What the last command in there came to is between the learner and their shell.
    await attach(planShell(learnerShell(process.env), lab), lab.cwd);
    return ExitCode.done;
  });
}
