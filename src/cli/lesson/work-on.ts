import { look } from '../../workshop/look.js';
import type { Verdict } from '../../workshop/types.js';
import { showVerdict } from '../render/show-verdict.js';
import { stillSo } from '../render/still-so.js';
import { bareCommands } from './bare-commands.js';
import { chooseStep } from './choose-step.js';
import { explainMore } from './explain-more.js';
import { letRollOutGoOn } from './hold-roll-out.js';
import { openMenu } from './menus.js';
import type { Move } from './move.js';
import { runForLearner } from './run-for-learner.js';
import { showSolution } from './show-solution.js';
import { typedCommand } from './typed-command.js';
import type { Visit } from './visit.js';
import { watchWorld } from './watch-world.js';

type Done = Extract<Verdict, { verdict: 'done' }>;

/** The menu of a step that is not done, until it is, or until the learner goes. Every way leads back here. */
export async function workOn(visit: Visit, first: Verdict): Promise<Move | Done> {
  const { session, courseStep, terminal } = visit;
  const { context } = session;
  const help = terminal.t({ ja: '番号か矢印と Enter。コマンドをここに打つこともできます。', en: 'A number, or arrows, and Enter. Or type a command right here.' });
  let known = wordsOf(first);
  for (;;) {
    terminal.say();
    const answer = await terminal.chooseOrType(terminal.t({ ja: 'どうしますか', en: 'What next?' }), openMenu(terminal, courseStep.step.commands !== undefined), help, context.signal);
    let verdict: Verdict | undefined;
    if ('typed' in answer) {
      await typedCommand(visit, answer.typed);
      verdict = await look(courseStep.step, context);
      // A command that only looked at something is no wrong turn: a word is enough.
      if (wordsOf(verdict) === known) {
        stillSo(verdict, terminal);
        continue;
      }
    } else {
      switch (answer.chosen) {
        case 'run':
          await letRollOutGoOn(session, courseStep);
          verdict = await runForLearner(visit);
          break;
        case 'self':
          await letRollOutGoOn(session, courseStep);
          verdict = await watchWorld(visit);
          break;
        case 'hint':
          await visit.hint();
          break;
        case 'more':
          await explainMore(visit);
          break;
        case 'solution':
          await showSolution(visit);
          break;
        case 'list': {
          const move = await chooseStep(session, terminal, courseStep.id);
          if (move !== undefined) return move;
          break;
        }
        case 'bare':
          await bareCommands(visit);
          break;
        case 'skip':
          return { to: 'skipped' };
        default:
          return { to: answer.chosen };
      }
    }
    if (verdict?.verdict === 'done') return verdict;
    if (verdict === undefined) continue;
    known = wordsOf(verdict);
    showVerdict(verdict, terminal);
  }
}

/** Two looks that say the same saw the same. */
function wordsOf(verdict: Verdict): string {
  return verdict.verdict === 'not-yet' ? JSON.stringify([verdict.expected, verdict.observed, verdict.fix]) : verdict.verdict;
}
