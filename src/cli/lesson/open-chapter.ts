import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { minutesForChapter } from '../../workshop/time-needed.js';
import { timeWords } from '../render/time-words.js';
import { chapterHeading } from '../render/banner.js';
import { lessonSections } from '../render/lesson-text.js';
import { pageOut } from './page-out.js';

/** The chapter's heading; at its first step also what it is about, a screenful at a time. */
export async function openChapter(session: Session, { id, chapter, chapterNumber }: CourseStep, terminal: Terminal): Promise<void> {
  const { course, context } = session;
  const found = course.chapters.find((each) => each.id === chapter);
  if (found === undefined) return;
  terminal.say(chapterHeading(chapterNumber, terminal.t(found.title), session));
  if (found.steps[0]?.id !== id) return;
  const time = timeWords(minutesForChapter(found, terminal.language));
  terminal.say({ ja: `${found.steps.length} ステップ、${time.ja}`, en: `${found.steps.length} steps, ${time.en}` });
  terminal.say();
  await pageOut(lessonSections(terminal.t(found.introduction), terminal), terminal, context.signal);
  await terminal.pause(terminal.t({ ja: '最初のステップへ', en: 'To the first step' }), context.signal);
  terminal.page();
}
