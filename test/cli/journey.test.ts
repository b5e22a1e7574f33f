import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/cli/compose.js';
import { openStep, standing } from '../../src/cli/open-step.js';
import { chapterEndLine, courseEndLines, overviewLine, resumeLine } from '../../src/cli/render/journey-lines.js';
import { tallyOf, tallyWords } from '../../src/cli/render/tally.js';
import { timeWords } from '../../src/cli/render/time-words.js';
import { walkInteractively } from '../../src/cli/walk-interactively.js';
import { loadCourse } from '../../src/workshop/course.js';
import { openProgress, openStepFile } from '../../src/workshop/progress.js';
import { runStep } from '../../src/workshop/run-step.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { minutesForChapter } from '../../src/workshop/time-needed.js';
import type { Course } from '../../src/workshop/types.js';
import { makeTempDir } from '../support/temp-dir.js';
import { createFakeContext } from '../workshop/steps/support/fake-context.js';
import { createScriptedTerminal } from './lesson/scripted-terminal.js';

const course: Course = loadCourse(fileURLToPath(new URL('../../lessons/boyacky', import.meta.url)), allSteps);
const initial = { owner: 'me', language: 'en', target: 'sandbox', engine: 'auto', region: 'ap-northeast-1', pace: 'fast' } as const;
const english = createScriptedTerminal([]);

function open() {
  const { context } = createFakeContext();
  const { workspace, progress, ledger } = context;
  return { course, context, workspace, progress, ledger } as unknown as Session;
}
const questions = course.steps.filter(({ step }) => step.kind === 'question');
const [first, second] = questions;
if (first === undefined || second === undefined) throw new Error('the course has no questions');

describe('how a step came to be done', () => {
  it('is noted once: done for you does not become done by hand by a second look', async () => {
    const session = open();
    await runStep(first.step, session.context);
    expect(session.progress.way(first.id)).toBe('for-you');
    session.progress.noteWay(first.id, 'by-hand');
    await runStep(first.step, session.context);
    expect(session.progress.way(first.id)).toBe('for-you');
    session.progress.forget(first.id);
    expect(session.progress.way(first.id)).toBeUndefined();
  });

  it('is "by hand" for an answer of the learner, "found" for what was so already', async () => {
    const session = open();
    const answer = `answer ${first.step.question?.answer ?? -1}`;
    await walkInteractively(session, [first], createScriptedTerminal([answer, 'next']));
    expect(session.progress.way(first.id)).toBe('by-hand');
    session.progress.update({ answers: { ...session.progress.state.answers, [second.id]: second.step.question?.answer ?? -1 } });
    await walkInteractively(session, [second], createScriptedTerminal(['next']));
    expect(session.progress.way(second.id)).toBe('found');
  });

  it('is kept in the file, and a file with another word is not taken for ours', () => {
    const file = join(makeTempDir(), 'progress.json');
    openProgress(file, initial).noteWay('ecr.push', 'by-hand');
    expect(openProgress(file, initial).way('ecr.push')).toBe('by-hand');
    expect((JSON.parse(readFileSync(file, 'utf8')) as { ways: unknown }).ways).toEqual({ 'ecr.push': 'by-hand' });
  });

  it('is counted in words', () => {
    const ways = { a: 'by-hand', b: 'for-you', c: 'for-you' } as const;
    const tally = tallyOf(['a', 'b', 'c', 'd'], (id) => ways[id as keyof typeof ways]);
    expect(tallyWords(tally)).toEqual({ ja: '自分で 1、代わりに実行 2', en: '1 by yourself, 2 done for you' });
  });
});

describe('the open step', () => {
  /** A course of questions: what is done in it is known without a world. */
  const openQuiz = () => ({ ...open(), course: { ...course, steps: questions } }) as Session;

  const answered = (session: Session, ...ids: readonly string[]) => {
    for (const id of ids) {
      const { question } = course.steps.find((each) => each.id === id)?.step ?? {};
      session.progress.update({ answers: { ...session.progress.state.answers, [id]: question?.answer ?? -1 } });
    }
  };

  it('is the one that the learner is at, though earlier ones are not done', async () => {
    const session = openQuiz();
    session.progress.update({ currentStep: second.id });
    expect((await openStep(session, undefined)).id).toBe(second.id);
    expect((await standing(session)).open.id).toBe(second.id);
  });

  it('is the next that is not done, once that one is; after the last, the first of all', async () => {
    const session = openQuiz();
    session.progress.update({ currentStep: second.id });
    answered(session, second.id);
    const next = questions[2];
    expect((await openStep(session, undefined)).id).toBe(next?.id);
    session.progress.update({ currentStep: questions.at(-1)?.id });
    answered(session, questions.at(-1)?.id ?? '');
    expect((await openStep(session, undefined)).id).toBe(first.id);
  });

  it('in the prompt is the next one as soon as the one on the screen is done', () => {
    const file = join(makeTempDir(), 'progress.json');
    const progress = openProgress(file, initial);
    progress.update({ currentStep: 'ecr.push' });
    progress.pointTo('ecr.digest');
    expect(readFileSync(openStepFile(file), 'utf8')).toBe('ecr.digest\n');
    expect(progress.state.currentStep).toBe('ecr.push');
  });
});

describe('words on the way', () => {
  it('say how long it takes, in steps of five minutes', () => {
    expect(timeWords(45)).toEqual({ ja: 'およそ 45 分', en: 'about 45 min' });
    expect(timeWords(120)).toEqual({ ja: 'およそ 2 時間', en: 'about 2 h' });
    expect(timeWords(150).en).toBe('about 2 h 30 min');
    for (const chapter of course.chapters) {
      const [en, ja] = [minutesForChapter(chapter, 'en'), minutesForChapter(chapter, 'ja')];
      expect(en % 5, chapter.id).toBe(0);
      expect(en, chapter.id).toBeGreaterThanOrEqual(chapter.steps.length);
      // Both languages tell the same: one is not twice as long as the other.
      expect(Math.max(en, ja) / Math.min(en, ja), chapter.id).toBeLessThanOrEqual(2);
    }
    expect(overviewLine(open(), english).en).toMatch(/^10 chapters, \d+ steps: about \d h/);
  });

  it('greet who comes back, and not who begins', () => {
    const session = open();
    expect(resumeLine(session, english)).toBeUndefined();
    session.progress.noteWay(first.id, 'by-hand');
    session.progress.update({ currentStep: second.id });
    expect(resumeLine(session, english)?.en).toContain(`1 of ${course.steps.length} steps`);
    expect(resumeLine(session, english)?.en).toContain(second.id);
  });

  it('end a chapter with what was done and what comes, and the course with what was built', async () => {
    const session = open();
    const chapter = course.chapters.find(({ steps }) => steps.at(-1)?.step.kind === 'question');
    const last = chapter?.steps.at(-1);
    if (chapter === undefined || last === undefined) throw new Error('no chapter ends with a question');
    const terminal = createScriptedTerminal([`answer ${last.step.question?.answer ?? -1}`, 'next']);
    await walkInteractively(session, [last], terminal);
    expect(terminal.said()).toContain(`End of chapter ${chapter.number}`);
    expect(terminal.said()).toContain('1 by yourself');
    const end = course.chapters.at(-1);
    expect(end === undefined ? '' : chapterEndLine(session, end).en).toContain('the last one');
    expect(courseEndLines(session).map(({ ja }) => ja).join('')).toContain('代わりにやってもらったステップ');
  });
});
