import type { Chapter, Text } from '../../workshop/types.js';
import { minutesForChapter } from '../../workshop/time-needed.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { tallyOf, tallyWords } from './tally.js';
import { timeWords } from './time-words.js';

/** Before the first step of all: how long it is, and that one may stop. */
export function overviewLine({ course }: Session, terminal: Terminal): Text {
  const minutes = course.chapters.reduce((sum, chapter) => sum + minutesForChapter(chapter, terminal.language), 0);
  const time = timeWords(minutes);
  return {
    ja: `${course.chapters.length} 章、${course.steps.length} ステップ。全部読んで自分で打つと${time.ja}です。いつでも Ctrl-C でやめられ、同じところから続けられます。`,
    en: `${course.chapters.length} chapters, ${course.steps.length} steps: ${time.en} if you read everything and type it yourself. Stop at any time with Ctrl-C; you go on where you were.`,
  };
}

/** When the learner comes back: where they were, and how far they are. */
export function resumeLine({ course, progress }: Session, terminal: Terminal): Text | undefined {
  const here = course.steps.find(({ id }) => id === progress.state.currentStep);
  const tally = tallyOf(course.steps.map(({ id }) => id), (id) => progress.way(id));
  const done = tally['by-hand'] + tally['for-you'] + tally.found;
  if (here === undefined || done === 0) return undefined;
  const left = course.chapters.filter(({ number }) => number >= here.chapterNumber).reduce((sum, chapter) => sum + minutesForChapter(chapter, terminal.language), 0);
  return {
    ja: `前回の続きです。${course.steps.length} ステップのうち ${done} ステップができています（${tallyWords(tally).ja}）。いまは ${here.id}「${here.text.ja.title}」。この章から最後まで${timeWords(left).ja}です。`,
    en: `Welcome back. ${done} of ${course.steps.length} steps are done (${tallyWords(tally).en}). You are at ${here.id}, "${here.text.en.title}". From this chapter to the end: ${timeWords(left).en}.`,
  };
}

/** After the last step of a chapter: what was done in it, and what comes next. */
export function chapterEndLine({ course, progress }: Session, chapter: Chapter): Text {
  const tally = tallyOf(chapter.steps.map(({ id }) => id), (id) => progress.way(id));
  const done = tally['by-hand'] + tally['for-you'] + tally.found;
  const next = course.chapters.find(({ number }) => number === chapter.number + 1);
  const ways = tallyWords(tally);
  const ahead: Text =
    next === undefined
      ? { ja: 'これが最後の章でした。', en: 'It was the last one.' }
      : { ja: `次は第 ${next.number} 章「${next.title.ja}」、${timeWords(minutesForChapter(next, 'ja')).ja}です。`, en: `Next: chapter ${next.number}, "${next.title.en}", ${timeWords(minutesForChapter(next, 'en')).en}.` };
  return {
    ja: `— 第 ${chapter.number} 章「${chapter.title.ja}」はここまでです。${chapter.steps.length} ステップのうち ${done}（${ways.ja}）。${ahead.ja}`,
    en: `— End of chapter ${chapter.number}, "${chapter.title.en}": ${done} of ${chapter.steps.length} steps (${ways.en}). ${ahead.en}`,
  };
}

/** At the end of the course: what was built, who did it, and where to go from here. */
export function courseEndLines({ course, progress }: Session): readonly Text[] {
  const tally = tallyOf(course.steps.map(({ id }) => id), (id) => progress.way(id));
  return [
    {
      ja: '最後まで来ました。Boyacky は、ソースコードからコンテナになり、ECR から Fargate に届き、ロードバランサーの後ろで動き、リクエストを落とさずに 1.1 に替わりました。',
      en: 'You have come to the end. Boyacky went from source to a container, through ECR to Fargate, behind a load balancer, and became 1.1 without losing a request.',
    },
    { ja: `${course.steps.length} ステップ: ${tallyWords(tally).ja}。`, en: `${course.steps.length} steps: ${tallyWords(tally).en}.` },
    {
      ja: '次に試すとよいこと: 本番なら HTTPS（ACM の証明書）、タスク 2 つ以上と Auto Scaling、デプロイの自動化（CI から同じコマンドを）。代わりにやってもらったステップは、boyacky-lab lesson <ステップ> --reset で自分でやり直せます。',
      en: 'What to try next: HTTPS (a certificate from ACM), two tasks or more with auto scaling, the same deployment from a CI. Steps that were done for you can be done by hand: boyacky-lab lesson <step> --reset',
    },
  ];
}
