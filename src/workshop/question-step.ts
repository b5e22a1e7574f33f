import type { Question, Step } from './types.js';
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
      return notYet(
        { ja: '正しい答え', en: 'the right answer' },
        chosen ?? { ja: 'まだ答えていません', en: 'not answered yet' },
        { ja: `もう一度考えてみましょう: ${question.prompt.ja}`, en: `Think again: ${question.prompt.en}` },
      );
    },
    solve: async ({ progress, say }) => {
      progress.update({ answers: { ...progress.state.answers, [id]: question.answer } });
      say(question.prompt);
      say({ ja: `→ ${right.ja}`, en: `→ ${right.en}` });
      say(question.explanation);
    },
  };
}
