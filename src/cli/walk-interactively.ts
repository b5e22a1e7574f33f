import chalk from 'chalk';
import { ExitCode } from '../shared/user-error.js';
import { adopt, findForeign } from '../workshop/adopt.js';
import { look } from '../workshop/look.js';
import { remember, runStep } from '../workshop/run-step.js';
import type { CourseStep, Text, Verdict } from '../workshop/types.js';
import type { Session } from './compose.js';
import type { Terminal } from './io/terminal.js';
import { chapterHeading } from './render/banner.js';
import { verdictLines, verdictMark } from './render/verdict-lines.js';
import { waitingLine } from './walk-unattended.js';

type Choice = 'run' | 'check' | 'hint' | 'skip' | 'quit';

const menu: readonly { value: Choice; text: Text }[] = [
  { value: 'run', text: { ja: '代わりにやってもらう', en: 'run it for me' } },
  { value: 'check', text: { ja: '自分でやった。確かめて', en: 'I did it, check' } },
  { value: 'hint', text: { ja: 'ヒント', en: 'hint' } },
  { value: 'skip', text: { ja: 'とばす', en: 'skip' } },
  { value: 'quit', text: { ja: 'ここまでにする', en: 'quit' } },
];

/** One step at a time: what it is about, then a menu until it is done, skipped, or the learner stops. */
export async function walkInteractively(session: Session, steps: readonly CourseStep[], terminal: Terminal): Promise<ExitCode> {
  const skipped: string[] = [];
  let chapter: string | undefined;
  for (const courseStep of steps) {
    if (chapter !== courseStep.chapter) {
      chapter = courseStep.chapter;
      showChapter(session, courseStep, terminal);
    }
    const answer = await takeStep(session, courseStep, terminal);
    if (answer === 'quit') return quit(session, terminal);
    if (answer === 'skipped') skipped.push(courseStep.id);
  }
  return finish(skipped, terminal);
}

function showChapter({ course, context, ...session }: Session, { chapter, chapterNumber }: CourseStep, terminal: Terminal): void {
  const found = course.chapters.find(({ id }) => id === chapter);
  if (found === undefined) return;
  terminal.say(chapterHeading(chapterNumber, terminal.t(found.title), { course, context, ...session }));
  terminal.say(`\n${terminal.t(found.introduction)}`);
}

async function takeStep(session: Session, courseStep: CourseStep, terminal: Terminal): Promise<'done' | 'skipped' | 'quit'> {
  const { step, id, text } = courseStep;
  const { context, progress } = session;
  const lesson = text[terminal.language];
  const seenBefore = progress.witnessed(id) !== undefined;
  const first = await look(step, context);
  terminal.say(`\n${chalk.bold(lesson.title)} ${chalk.dim(id)}`);
  if (first.verdict === 'done') {
    remember(step, context, first);
    // A moment that is there at the first look is a thing to look at: what it is about, and what was seen.
    if (step.kind === 'moment' && !seenBefore) terminal.say(lesson.prose);
    if (step.kind === 'moment' && !seenBefore) show(first, terminal);
    else terminal.say(`  ${verdictMark(first, terminal)}`);
    return 'done';
  }
  progress.update({ currentStep: id });
  terminal.say(lesson.prose);
  for (const command of (await step.commands?.(context).catch(() => [])) ?? []) terminal.say(chalk.cyan(`  $ ${command}`));
  if (step.question !== undefined) return await ask(session, courseStep, terminal);

  const foreign = await findForeign(step, context);
  let nextHint = 0;
  for (;;) {
    const choice = await terminal.choose(terminal.t({ ja: 'どうしますか', en: 'What next?' }), menu.map(({ value, text: name }) => ({ value, name: terminal.t(name) })), context.signal);
    if (choice === 'quit') return 'quit';
    if (choice === 'skip') return 'skipped';
    if (choice === 'hint') {
      const hint = lesson.hints[Math.min(nextHint++, lesson.hints.length - 1)];
      terminal.say(hint === undefined ? terminal.t({ ja: 'ヒントはありません。', en: 'There is no hint.' }) : chalk.yellow(hint));
      continue;
    }
    const verdict = choice === 'run' ? await runForLearner(session, courseStep, terminal) : await look(step, context);
    show(verdict, terminal);
    if (verdict.verdict === 'done') {
      remember(step, context, verdict);
      await adopt(step, context, foreign);
      return 'done';
    }
  }
}

async function runForLearner({ context }: Session, { step }: CourseStep, terminal: Terminal): Promise<Verdict> {
  const { verdict } = await runStep(step, context, { onWaiting: (waiting, elapsed) => terminal.status(waitingLine(waiting, elapsed, terminal)) });
  return verdict;
}

async function ask({ context, progress }: Session, { step, id }: CourseStep, terminal: Terminal): Promise<'done' | 'skipped' | 'quit'> {
  const { question } = step;
  if (question === undefined) return 'skipped';
  for (;;) {
    const choices = [
      ...question.choices.map((choice, index) => ({ value: String(index), name: terminal.t(choice) })),
      { value: 'skip', name: terminal.t({ ja: 'とばす', en: 'skip' }) },
      { value: 'quit', name: terminal.t({ ja: 'ここまでにする', en: 'quit' }) },
    ];
    const value = await terminal.choose(terminal.t(question.prompt), choices, context.signal);
    if (value === 'quit') return 'quit';
    if (value === 'skip') return 'skipped';
    progress.update({ answers: { ...progress.state.answers, [id]: Number(value) } });
    const verdict = await look(step, context);
    show(verdict, terminal);
    if (verdict.verdict === 'done') {
      terminal.say(`  ${terminal.t(question.explanation)}`);
      return 'done';
    }
  }
}

function show(verdict: Verdict, terminal: Terminal): void {
  terminal.say(`  ${verdictMark(verdict, terminal)}`);
  for (const line of verdictLines(verdict, terminal)) terminal.say(`    ${line}`);
}

function quit({ context }: Session, terminal: Terminal): ExitCode {
  terminal.say('');
  terminal.say({ ja: 'おつかれさまでした。続きは boyacky-lab start でどうぞ。', en: 'Until next time: boyacky-lab start goes on from here.' });
  terminal.say(
    context.target.kind === 'aws'
      ? { ja: 'AWS に作ったものは料金がかかり続けます。消すときは boyacky-lab cleanup です。', en: 'What exists on AWS goes on costing money: boyacky-lab cleanup deletes it.' }
      : { ja: 'サンドボックスは動いたままです。全部消すときは boyacky-lab cleanup です。', en: 'The sandbox keeps running: boyacky-lab cleanup takes everything away.' },
  );
  return ExitCode.notDone;
}

function finish(skipped: readonly string[], terminal: Terminal): ExitCode {
  if (skipped.length > 0) {
    terminal.say({ ja: `\nとばしたステップ: ${skipped.join(', ')}`, en: `\nSkipped: ${skipped.join(', ')}` });
    return ExitCode.notDone;
  }
  terminal.say({ ja: '\n最後まで来ました。片付けは boyacky-lab cleanup です。', en: '\nYou have come to the end. To take everything away: boyacky-lab cleanup' });
  return ExitCode.done;
}
