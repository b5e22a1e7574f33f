import { adopt, findForeign } from '../../workshop/adopt.js';
import { look } from '../../workshop/look.js';
import { remember } from '../../workshop/run-step.js';
import type { CourseStep, Verdict } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { showVerdict } from '../render/show-verdict.js';
import { stepHeader } from '../render/step-header.js';
import { afterDone } from './after-done.js';
import { askQuestion } from './ask-question.js';
import type { Move } from './move.js';
import { showNews } from './show-news.js';
import { rungLines } from './say-rung.js';
import { showTask } from './show-task.js';
import { openVisit, type Visit } from './visit.js';
import { workOn } from './work-on.js';

/** One step on the screen, until the learner goes somewhere else. */
export async function takeStep(session: Session, courseStep: CourseStep, terminal: Terminal): Promise<Move> {
  const { context, progress } = session;
  const { step, id } = courseStep;
  progress.update({ currentStep: id });
  for (;;) {
    for (const line of stepHeader(session, courseStep, terminal)) terminal.say(line);
    const visit = openVisit(session, courseStep, terminal, await findForeign(step, context), (rung, index, count) => {
      for (const line of rungLines(rung, index, count, terminal)) terminal.say(line);
    });
    const first = await look(step, context);
    await showTask(visit, first);
    const result = first.verdict === 'done' ? first : step.question === undefined ? await workOn(visit, first) : await askQuestion(visit, step.question);
    if (result !== 'answered' && 'to' in result) return result;
    if (result !== 'answered') await succeed(visit, result);
    if (result !== 'answered' && first.verdict !== 'done') await showNews(visit);
    const move = await afterDone(visit);
    if (move !== 'again') return move;
  }
}

async function succeed({ session, courseStep, terminal, foreign }: Visit, verdict: Verdict): Promise<void> {
  remember(courseStep.step, session.context, verdict);
  await adopt(courseStep.step, session.context, foreign);
  terminal.say();
  showVerdict(verdict, terminal);
}
