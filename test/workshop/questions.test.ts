import { fileURLToPath } from 'node:url';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/workshop/course.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import type { CourseStep, Language, Question } from '../../src/workshop/types.js';

const languages: readonly Language[] = ['ja', 'en'];
const course = loadCourse(fileURLToPath(new URL('../../lessons/boyacky', import.meta.url)), allSteps);
const asked = course.steps.flatMap((courseStep) => (courseStep.step.question === undefined ? [] : [{ id: courseStep.id, courseStep, question: courseStep.step.question }]));

const rightOf = ({ choices, answer }: Question) => choices[answer];
const widths = ({ choices }: Question, language: Language) => choices.map((choice) => stringWidth(choice[language]));

describe('the questions', () => {
  it('are those of the course, enough of them for this to mean something', () => {
    expect(asked.length).toBeGreaterThan(20);
  });

  it.each(asked)('$id says of each wrong choice, and of no other, why it is wrong', ({ question }) => {
    for (const [index, { why }] of question.choices.entries()) {
      if (index === question.answer) expect(why).toBeUndefined();
      else for (const language of languages) expect(why?.[language].length).toBeGreaterThan(10);
    }
  });

  it.each(asked)('$id has choices of similar length', ({ question }) => {
    for (const language of languages) {
      const all = widths(question, language);
      const longest = Math.max(...all);
      // Names and paths are short as they are.
      if (longest > 24) expect(longest / Math.min(...all), all.join(', ')).toBeLessThan(2.2);
    }
  });

  it.each(languages)('give nothing away by length: the right choice is seldom the longest (%s)', (language) => {
    const longest = asked.filter(({ question }) => {
      const all = widths(question, language);
      return all.every((width) => width <= (all[question.answer] ?? 0));
    });
    expect(longest.map(({ id }) => id).length).toBeLessThanOrEqual(asked.length / 3);
  });

  it.each(asked)('$id does not say the answer in a hint', ({ courseStep, question }) => {
    for (const language of languages) {
      const right = rightOf(question)?.[language] ?? '';
      for (const hint of hintsOf(courseStep, language)) expect(shareOf(right, hint), hint).toBeLessThan(0.5);
    }
  });
});

function hintsOf({ text }: CourseStep, language: Language): readonly string[] {
  return text[language].hints;
}

/** The longest piece of a sentence that stands in another one, as a part of the sentence: from 0 to 1. */
function shareOf(sentence: string, other: string): number {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');
  const [one, two] = [letters(sentence), letters(other)];
  const pieces = [...one].flatMap((_, start) => Array.from({ length: one.length - start }, (__, end) => one.slice(start, start + end + 1)));
  return Math.max(0, ...pieces.filter((piece) => two.includes(piece)).map(({ length }) => length)) / one.length;
}
