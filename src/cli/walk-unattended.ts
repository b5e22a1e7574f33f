import chalk from 'chalk';
import { ExitCode } from '../shared/user-error.js';
import { commandsFor } from '../workshop/look.js';
import type { Agree } from '../workshop/obstacle.js';
import { runStep } from '../workshop/run-step.js';
import type { CourseStep, Verdict } from '../workshop/types.js';
import type { Session } from './compose.js';
import type { Terminal } from './io/terminal.js';
import { commandLines } from './render/command-lines.js';
import { costAhead } from './render/cost-lines.js';
import { chapterHeading } from './render/banner.js';
import { nextLine } from './render/next-line.js';
import { verdictLines, verdictMark } from './render/verdict-lines.js';

/** Evidence of a step; what is longer can be read with `verify`. */
const shownLines = 40;

/** Every step looked at, solved where it is not done, looked at again; ends at the first that cannot be done. `agree`: somebody is there to be asked. */
export async function walkUnattended(session: Session, steps: readonly CourseStep[], terminal: Terminal, agree?: Agree): Promise<ExitCode> {
  let chapter: string | undefined;
  for (const { step, id, chapter: chapterId, chapterNumber, text } of steps) {
    session.context.signal.throwIfAborted();
    if (chapter !== chapterId) {
      chapter = chapterId;
      const title = session.course.chapters.find((each) => each.id === chapterId)?.title;
      terminal.say(chapterHeading(chapterNumber, title === undefined ? chapterId : terminal.t(title), session));
    }
    const { title } = text[terminal.language];
    session.progress.update({ currentStep: id });
    terminal.say(`  ${title} ${chalk.dim(id)}`);
    for (const command of await commandsFor(step, session.context)) for (const line of commandLines(command, terminal, { indent: '      $ ', hanging: ' '.repeat(10) })) terminal.say(chalk.dim(line));
    const cost = costAhead(step, session.context.target);
    const started = Date.now();
    const result = await runStep(step, session.context, {
      // What stands already costs nothing more.
      onSolving: () => cost !== undefined && terminal.say(chalk.dim(`      ${terminal.t(cost)}`)),
      onWaiting: (waiting, elapsed) => terminal.status(waitingLine(waiting, elapsed, terminal)),
      agree,
    });
    const { outcome, verdict } = result;
    const lines = verdictLines(verdict, terminal);
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    terminal.say(`    ${verdictMark(verdict, terminal)} ${chalk.dim(outcome === 'already-done' ? '' : seconds)}`);
    for (const line of outcome === 'not-done' ? lines : lines.slice(0, shownLines)) terminal.say(`      ${line}`);
    if (result.outcome === 'not-done') {
      if (result.leftAlone !== undefined) terminal.say(`      ${terminal.t(result.leftAlone)}`);
      terminal.say(`\n${nextLine(`boyacky-lab hint ${id}`, terminal.language)}`);
      return verdict.verdict === 'cannot-tell' ? ExitCode.refused : ExitCode.notDone;
    }
  }
  return ExitCode.done;
}

/** "waiting: … (12 s)" for the one line that is redrawn while something takes its time. */
export function waitingLine(verdict: Verdict, elapsedMs: number, terminal: Terminal): string {
  const what = verdict.verdict === 'waiting' ? terminal.t(verdict.for) : verdict.verdict === 'cannot-tell' ? terminal.t(verdict.why) : '';
  const usually = verdict.verdict === 'waiting' ? terminal.t({ ja: ` / ふつうは ${verdict.usually.ja}`, en: ` / usually ${verdict.usually.en}` }) : '';
  return `      … ${what} (${Math.round(elapsedMs / 1000)} s${usually})`;
}
