import { ExitCode } from '../shared/user-error.js';
import type { CourseStep, Text } from '../workshop/types.js';
import type { Session } from './compose.js';
import type { Terminal } from './io/terminal.js';
import { chapterEndLine, courseEndLines } from './render/journey-lines.js';
import { openChapter } from './lesson/open-chapter.js';
import { noteSystem } from './lesson/show-news.js';
import { takeStep } from './lesson/take-step.js';

/**
 * A walk through `steps`, one screen a step, beginning at `from`: forward, back, or to any step of the course, until
 * the learner stops or comes to the end. 'end': every step of the walk was passed; with those that were skipped.
 */
export async function walkInteractively(session: Session, steps: readonly CourseStep[], terminal: Terminal, from?: CourseStep): Promise<ExitCode> {
  await noteSystem(session);
  const skipped = new Set<string>();
  let at = Math.max(0, steps.findIndex(({ id }) => id === from?.id));
  let chapter: string | undefined;
  for (let courseStep = steps[at]; courseStep !== undefined; courseStep = steps[at]) {
    if (chapter !== courseStep.chapter) await openChapter(session, courseStep, terminal);
    chapter = courseStep.chapter;
    const move = await takeStep(session, courseStep, terminal);
    // Each step begins at the top: what came of the last one has been looked at.
    if (move.to !== 'quit') terminal.page();
    switch (move.to) {
      case 'quit':
        return quit(session, terminal);
      case 'next':
        skipped.delete(courseStep.id);
        endChapter(session, courseStep, terminal);
        at += 1;
        break;
      case 'skipped':
        skipped.add(courseStep.id);
        endChapter(session, courseStep, terminal);
        at += 1;
        break;
      case 'back':
        if (at === 0) terminal.say({ ja: 'これより前のステップはありません。', en: 'There is no step before this one.' });
        at = Math.max(0, at - 1);
        break;
      case 'step': {
        const target = steps.findIndex(({ id }) => id === move.id);
        // Out of a single chapter or step the walk goes on through the whole course from there.
        if (target < 0) return await walkInteractively(session, session.course.steps, terminal, session.course.steps.find(({ id }) => id === move.id));
        at = target;
        // What came into being on the way is no news of the step that is gone to.
        await noteSystem(session);
      }
    }
  }
  return finish(session, steps, [...skipped], terminal);
}

function endChapter(session: Session, { id, chapter }: CourseStep, terminal: Terminal): void {
  const ended = session.course.chapters.find((each) => each.id === chapter);
  if (ended?.steps.at(-1)?.id !== id) return;
  terminal.say();
  terminal.say(chapterEndLine(session, ended));
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

function finish(session: Session, steps: readonly CourseStep[], skipped: readonly string[], terminal: Terminal): ExitCode {
  if (skipped.length > 0) {
    terminal.say({ ja: `\nとばしたステップ: ${skipped.join(', ')}`, en: `\nSkipped: ${skipped.join(', ')}` });
    return ExitCode.notDone;
  }
  terminal.say();
  const last = steps.at(-1);
  if (last === undefined || last.id !== session.course.steps.at(-1)?.id) {
    terminal.say(partDone(session, steps));
    return ExitCode.done;
  }
  for (const line of courseEndLines(session)) terminal.say(line);
  terminal.say({ ja: '\n片付けは boyacky-lab cleanup です。', en: '\nTo take everything away: boyacky-lab cleanup' });
  return ExitCode.done;
}

/** After a part of the course: what it was, and how to go on; the course goes on where it stands. */
function partDone({ course }: Session, steps: readonly CourseStep[]): Text {
  const [only] = steps;
  const what: Text =
    steps.length === 1 && only !== undefined
      ? { ja: `ステップ ${only.id}「${only.text.ja.title}」ができました。`, en: `The step ${only.id}, "${only.text.en.title}", is done.` }
      : { ja: `${steps.length} ステップができました。`, en: `These ${steps.length} steps are done.` };
  return { ja: `${what.ja}（全部で ${course.steps.length} ステップです）続きは boyacky-lab start でどうぞ。`, en: `${what.en} The course has ${course.steps.length}: boyacky-lab start goes on.` };
}
