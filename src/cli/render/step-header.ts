import chalk from 'chalk';
import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { wrapSpans, wrapText } from './wrap-text.js';

/** Where the learner is, and what of it is simulated: on every screen. */
export function stepHeader({ course, context }: Session, { id, chapter, chapterNumber, text }: CourseStep, terminal: Terminal): string[] {
  const steps = course.chapters.find((each) => each.id === chapter)?.steps ?? [];
  const inChapter = steps.findIndex((each) => each.id === id) + 1;
  const inCourse = `${course.steps.findIndex((each) => each.id === id) + 1}/${course.steps.length}`;
  const place = terminal.t({
    ja: `第 ${chapterNumber} 章 · ${inChapter}/${steps.length}（全体 ${inCourse}）`,
    en: `chapter ${chapterNumber} · step ${inChapter} of ${steps.length} (${inCourse} in all)`,
  });
  const { width } = terminal;
  const where = [{ text: `${place} · ` }, { text: id, solid: true }, { text: ` · ${simulationNotice(context)}` }];
  return ['', ...wrapSpans(where, { width }).map((line) => chalk.dim(line)), ...wrapText(text[terminal.language].title, { width }).map((line) => chalk.bold(line)), ''];
}

/** "sandbox · practice: no isolation" */
export function simulationNotice({ target, engine }: Session['context']): string {
  return [target.kind, engine.isolation === 'process' ? `${engine.name}: no isolation` : engine.name].join(' · ');
}
