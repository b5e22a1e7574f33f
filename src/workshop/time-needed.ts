import type { Chapter, CourseStep, Language } from './types.js';

/** What is read in a minute: words of English, characters of Japanese; unhurried, for a technical text. */
const readInMinute: Readonly<Record<Language, number>> = { en: 170, ja: 450 };
/** Minutes for typing a step's commands and looking at what they say; for thinking about a question. */
const minutesToDo = 2;
const minutesToAnswer = 1;
/** Minutes to which a chapter is rounded: it is an estimate, and looks like one. */
const grain = 5;

/** Minutes that a learner needs for a chapter who reads all of it and does each step by hand: an estimate, by its length. */
export function minutesForChapter({ introduction, steps }: Chapter, language: Language): number {
  const minutes = readingMinutes(introduction[language], language) + steps.reduce((sum, step) => sum + minutesForStep(step, language), 0);
  return Math.max(grain, Math.round(minutes / grain) * grain);
}

function minutesForStep({ step, text }: CourseStep, language: Language): number {
  return readingMinutes(text[language].prose, language) + (step.kind === 'question' ? minutesToAnswer : minutesToDo);
}

function readingMinutes(text: string, language: Language): number {
  const amount = language === 'en' ? text.split(/\s+/).length : text.replace(/\s/g, '').length;
  return amount / readInMinute[language];
}
