import { ExitCode } from '../../shared/user-error.js';
import { look, quietly } from '../../workshop/look.js';
import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { walkUnattended } from '../walk-unattended.js';
import { agreeToCost } from './agree-to-cost.js';
import { agreeToMend } from './agree-to-mend.js';
import { orSayRefusal } from './or-say-refusal.js';

/** Before a jump: steps on the way that are not done are solved if the learner says so. false: the learner stays. */
export async function solveUpTo(session: Session, terminal: Terminal, id: string): Promise<boolean> {
  const { course, context, progress } = session;
  const before = course.steps.slice(0, course.steps.findIndex((step) => step.id === id));
  const open: CourseStep[] = [];
  for (const each of before) if ((await look(each.step, quietly(context))).verdict !== 'done') open.push(each);
  if (open.length === 0) return true;
  const answer = await terminal.choose(
    terminal.t({ ja: `その前に、まだのステップが ${open.length} 個あります。`, en: open.length === 1 ? 'One step before it is not done.' : `${open.length} steps before it are not done.` }),
    [
      { value: 'solve', name: terminal.t({ ja: '代わりにやってもらってから行く', en: 'have them done for me, then go' }) },
      { value: 'go', name: terminal.t({ ja: 'そのまま行く', en: 'go as it is' }) },
      { value: 'stay', name: terminal.t({ ja: '行かない', en: 'stay here' }) },
    ],
    context.signal,
  );
  if (answer !== 'solve') return answer === 'go';
  if (!(await agreeToCost(session, terminal, open))) return false;
  const here = progress.state.currentStep;
  if ((await orSayRefusal(session, terminal, () => walkUnattended(session, open, terminal, (obstacles) => agreeToMend(obstacles, { session, terminal })))) === ExitCode.done) return true;
  // The menu that comes back is that of the step which the learner stands at.
  progress.update({ currentStep: here });
  return false;
}
