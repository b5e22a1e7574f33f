import { adopt, findForeign } from '../../workshop/adopt.js';
import { look, quietly } from '../../workshop/look.js';
import { remember } from '../../workshop/run-step.js';
import type { CourseStep, Verdict } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { showVerdict } from '../render/show-verdict.js';
import { stepHeader } from '../render/step-header.js';
import { afterDone } from './after-done.js';
import { askQuestion } from './ask-question.js';
import type { Move } from './move.js';
import { holdRollOut, letRollOutGoOn } from './hold-roll-out.js';
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
    const header = stepHeader(session, courseStep, terminal);
    for (const line of header) terminal.say(line);
    const visit = openVisit(session, courseStep, terminal, await findForeign(step, context), (rung, index, count) => {
      for (const line of rungLines(rung, index, count, terminal)) terminal.say(line);
    });
    // What a step notices by the way would stand before its own text.
    const first = await look(step, quietly(context));
    if (first.verdict !== 'done') await holdRollOut(session, courseStep, terminal);
    const rows = await showTask(visit, first, header.length);
    if (first.verdict === 'done') progress.noteWay(id, 'found');
    const result = first.verdict === 'done' ? first : step.question === undefined ? await workOn(visit, first) : await askQuestion(visit, step.question);
    if (result !== 'answered' && 'to' in result) {
      await letRollOutGoOn(session, courseStep, { atOnce: true });
      return result;
    }
    if (result === 'answered') progress.noteWay(id, 'by-hand');
    else await succeed(visit, result, first.verdict === 'done' ? rows : 0);
    progress.pointTo(following(session, courseStep).id);
    if (result !== 'answered' && first.verdict !== 'done') await showNews(visit);
    const move = await afterDone(visit);
    if (move !== 'again' && move.to !== 'next') await letRollOutGoOn(session, courseStep, { atOnce: true });
    if (move !== 'again') return move;
  }
}

/** `above`: rows of the screen that are to stay on it. */
async function succeed({ session, courseStep, terminal, foreign }: Visit, verdict: Verdict, above: number): Promise<void> {
  session.progress.noteWay(courseStep.id, 'by-hand');
  remember(courseStep.step, session.context, verdict);
  await adopt(courseStep.step, session.context, foreign);
  terminal.say();
  showVerdict(verdict, terminal, { above });
}

/** What comes next in the course; after the last step, the last. */
function following({ course }: Session, courseStep: CourseStep): CourseStep {
  return course.steps[course.steps.findIndex(({ id }) => id === courseStep.id) + 1] ?? courseStep;
}
