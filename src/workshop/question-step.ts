import type { Choice, Question, Step, Text } from './types.js';
import { done, notYet } from './verdict.js';

/** A step that is answered, not done. Unattended, the right answer is given and shown with its explanation. */
export function questionStep(id: string, question: Question): Step {
  const right = question.choices[question.answer];
  if (right === undefined) throw new RangeError(`${id} has no choice ${question.answer}`);
  return {
    id,
    kind: 'question',
    question,
    check: async ({ progress }) => {
      const given = progress.state.answers[id];
      if (given === question.answer) return done(right);
      const chosen = given === undefined ? undefined : question.choices[given];
      return notYet(question.prompt, describeAnswer(chosen), { ja: `答えます: boyacky-lab lesson ${id}`, en: `Answer it: boyacky-lab lesson ${id}` });
    },
    solve: async ({ progress, say }) => {
      progress.update({ answers: { ...progress.state.answers, [id]: question.answer } });
      say(question.prompt);
      say({ ja: `→ ${right.ja}`, en: `→ ${right.en}` });
      say(question.explanation);
    },
  };
}

/** What was answered, and why that is wrong. */
function describeAnswer(chosen: Choice | undefined): Text {
  if (chosen === undefined) return { ja: 'まだ答えていません', en: 'not answered yet' };
  const { ja, en, why } = chosen;
  return { ja: `${ja}${why === undefined ? '' : `（${why.ja}）`}`, en: `${en}${why === undefined ? '' : ` (${why.en})`}` };
}
