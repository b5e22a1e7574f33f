import { commandsFor, look, quietly } from './look.js';
import { joinLines } from './join-lines.js';
import { nearNamesOf } from './near-names.js';
import type { CourseStep, Language, StepContext, Text } from './types.js';

/** A rung of the ladder: a sentence, or lines to type. */
export interface Rung {
  readonly text: string;
  /** Only on the last rung: what to type, with the values of this account filled in. */
  readonly commands: readonly string[];
}

/**
 * The hints of a step, from what the world says just now, over the gentle ones, to the solution. Looks at the world at
 * each call, so the first rung is always today's. Changes nothing.
 */
export async function hintLadder({ step, text }: CourseStep, context: StepContext, language: Language): Promise<readonly Rung[]> {
  const now = await describeSituation(step, quietly(context));
  // Lines of a situation stay lines; the hints are Markdown, where that takes two blanks.
  const sentences = [...(now === undefined ? [] : [now[language].replaceAll('\n', '  \n')]), ...text[language].hints];
  const commands = await commandsFor(step, context);
  return sentences.map((sentence, index) => ({ text: sentence, commands: index === sentences.length - 1 ? commands : [] }));
}

/** The commands that bring the step about, or, once it is done, those that tidy up after it. */
export async function whatToType({ step }: CourseStep, context: StepContext): Promise<readonly string[]> {
  const { verdict } = await look(step, quietly(context));
  return (await (verdict === 'done' ? step.afterwards : step.commands)?.(context)) ?? [];
}

/** What the step itself says of the world, else what the look at it observed. */
async function describeSituation(step: CourseStep['step'], context: StepContext): Promise<Text | undefined> {
  const own = await step.situation?.(context).catch(() => undefined);
  if (own !== undefined || step.question !== undefined) return joinLines(own, await nearNamesOf(step, context));
  const verdict = await look(step, context);
  switch (verdict.verdict) {
    case 'done': {
      // What was seen at a moment stands below when that was.
      const told = verdict.evidence.slice(0, context.progress.witnessed(step.id) === undefined ? 1 : 2);
      return { ja: `もうできています。${told.map(({ ja }) => ja).join('')}`, en: `It is done already. ${told.map(({ en }) => en).join(' ')}`.trim() };
    }
    case 'not-yet':
      return { ja: `いまは: ${verdict.observed.ja}`, en: `Just now: ${verdict.observed.en}` };
    case 'waiting':
      return { ja: `いま待っているもの: ${verdict.for.ja}`, en: `Being waited for: ${verdict.for.en}` };
    case 'cannot-tell':
      return { ja: `いまは確かめられません: ${verdict.why.ja}`, en: `It cannot be told just now: ${verdict.why.en}` };
  }
}
