import { describe, expect, it } from 'vitest';
import { look } from '../../../src/workshop/look.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import { expectSolvable } from './support/drive.js';
import { createFakeContext } from './support/fake-context.js';

const questions = allSteps.filter(({ kind }) => kind === 'question');

describe('the questions of the course', () => {
  it.each(questions)('$id begins unanswered, takes the right answer only, and is explained unattended', async (step) => {
    const fake = createFakeContext();
    const { answer = -1, choices = [], explanation } = step.question ?? {};
    expect(await look(step, fake.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'not answered yet' } });
    for (const [index, choice] of choices.entries()) {
      fake.context.progress.update({ answers: { [step.id]: index } });
      expect(await look(step, fake.context)).toMatchObject(index === answer ? { verdict: 'done', evidence: [choice] } : { verdict: 'not-yet', observed: { en: expect.stringContaining(choice.en) as string } });
    }
    await expectSolvable(step, fake);
    expect(explanation?.en.length, 'explains').toBeGreaterThan(80);
  });

  it.each(questions)('$id has three or four choices, no two the same', ({ question }) => {
    const { choices = [] } = question ?? {};
    expect([3, 4]).toContain(choices.length);
    for (const language of ['ja', 'en'] as const) expect(new Set(choices.map((choice) => choice[language])).size).toBe(choices.length);
  });

  it('are not answered by always choosing the same number', () => {
    const shares = [0, 1, 2, 3].map((index) => questions.filter(({ question }) => question?.answer === index).length / questions.length);
    expect(Math.max(...shares)).toBeLessThan(0.5);
    expect(Math.min(...shares)).toBeGreaterThan(0.1);
  });
});
