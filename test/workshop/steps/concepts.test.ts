import { describe, expect, it } from 'vitest';
import { look } from '../../../src/workshop/look.js';
import { conceptsSteps } from '../../../src/workshop/steps/concepts/index.js';
import { expectSolvable } from './support/drive.js';
import { begin, step } from './support-rollout/begin.js';

describe('the questions of chapter 5', () => {
  it('are three', () => {
    expect(conceptsSteps.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['concepts.control-plane question', 'concepts.data-plane question', 'concepts.fargate-fit question']);
  });

  it.each(conceptsSteps)('$id begins unanswered, and is answered unattended with its explanation', async ({ id }) => {
    const late = await begin();
    expect(await look(step(id), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'not answered yet' } });
    await expectSolvable(step(id), late);
    expect(late.said).toContain(step(id).question?.explanation.en);
  });

  it('do not take a wrong answer', async () => {
    const { context } = await begin();
    context.progress.update({ answers: { 'concepts.fargate-fit': 0 } });
    expect(await look(step('concepts.fargate-fit'), context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining('An in-house web app in a Windows container') as string } });
  });
});
