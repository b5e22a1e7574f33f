import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from '../../src/workshop/look.js';
import { remember, runStep } from '../../src/workshop/run-step.js';
import { readCourse } from '../../src/cli/compose.js';
import type { Step, Verdict } from '../../src/workshop/types.js';
import type { Attempt } from './attempt.js';
import { attempts } from './attempts/index.js';
import { fingerprint } from './fingerprint.js';
import { openLab, type Lab } from './lab.js';
import { expectWords, wordsFolder } from './words.js';

/** Done in the empty world already, and why. */
const trueFromTheStart: Readonly<Record<string, string>> = {
  'foundation.tools': 'the engine is on this machine before the course begins',
  'foundation.identity': 'the sandbox has keys from its first moment',
};

const settleMs = 120_000;

/**
 * Goes through the course on the sandbox, step by step: not done at the start, each wrong attempt refused in its words,
 * done once it is solved, and unchanged when it is solved again. COURSE_FROM and COURSE_UNTIL limit what is examined.
 */
export function examineCourse(engine: 'docker' | 'practice'): void {
  const course = readCourse();
  const ids = course.steps.map(({ id }) => id);
  const from = indexOf(ids, process.env.COURSE_FROM, 0);
  const until = indexOf(ids, process.env.COURSE_UNTIL, ids.length - 1);
  const wanted = attempts.filter((attempt) => (engine === 'docker') === (attempt.engine === 'docker'));
  let lab: Lab | undefined;
  const opened = (): Lab => {
    if (lab === undefined) throw new Error('the lab did not open');
    return lab;
  };

  beforeAll(async () => {
    lab = await openLab(mkdtempSync(join(tmpdir(), 'boyacky-lab-course-')), engine);
  }, 300_000);
  afterAll(async () => lab?.close(), 600_000);

  if (engine === 'practice') {
    it('nothing is done in the empty world', async () => {
      const done: string[] = [];
      for (const { id, step } of course.steps) if ((await look(step, opened().context)).verdict === 'done') done.push(id);
      expect(done).toEqual(Object.keys(trueFromTheStart));
    });

    it('every step has a wrong attempt of its own, and every attempt a step and its words', () => {
      const examined = new Set(attempts.map(({ step }) => step));
      expect(course.steps.filter(({ id, step }) => step.question === undefined && !examined.has(id)).map(({ id }) => id)).toEqual([]);
      expect(attempts.filter(({ step }) => !ids.includes(step))).toEqual([]);
      if (process.env.UPDATE_WORDS === '1') return;
      const kept = readdirSync(wordsFolder).map((name) => name.replace(/\.txt$/, ''));
      expect(kept.sort()).toEqual([...attempts.map(({ step, name }) => `${step}.${name}`)].sort());
    });
  }

  describe.sequential(`on ${engine}`, () => {
    for (const [index, { id, step }] of course.steps.entries()) {
      if (index > until) break;
      const own = index < from ? [] : wanted.filter((attempt) => attempt.step === id);
      for (const attempt of own) it(`${id} refuses: ${attempt.name}`, () => refuse(step, attempt, opened()));
      it(`${id} is done once it is solved`, () => solve(step, opened(), index >= from && engine === 'practice'));
    }
  });
}

function indexOf(ids: readonly string[], id: string | undefined, usual: number): number {
  if (id === undefined) return usual;
  if (!ids.includes(id)) throw new Error(`the course has no step ${id}`);
  return ids.indexOf(id);
}

async function refuse(step: Step, attempt: Attempt, lab: Lab): Promise<void> {
  const wanted = attempt.verdict ?? 'not-yet';
  await attempt.make(lab);
  let failure: Error | undefined;
  try {
    const context = attempt.from?.(lab) ?? lab.context;
    let verdict: Verdict = await look(step, context);
    const deadline = Date.now() + settleMs;
    while (attempt.settle === true && verdict.verdict !== wanted && Date.now() < deadline) {
      await lab.context.clock.sleep(100, lab.context.signal);
      verdict = await look(step, context);
    }
    expect(verdict.verdict, JSON.stringify(verdict)).toBe(wanted);
    expectWords(`${attempt.step}.${attempt.name}`, verdict, lab);
  } catch (error) {
    failure = error as Error;
  }
  // What went wrong first is what is told, even when the world cannot be put back after it.
  await attempt.undo?.(lab).catch((error: unknown) => (failure ??= error as Error));
  if (failure !== undefined) throw failure;
}

async function solve(step: Step, lab: Lab, twice: boolean): Promise<void> {
  const { context } = lab;
  if (step.question !== undefined && twice) await refuseWrongAnswers(step, lab);
  const { verdict } = await runStep(step, context);
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ verdict: 'done' });
  remember(step, context, verdict);
  if (!twice) return;
  const before = await fingerprint(lab);
  await step.solve(context);
  expect(await look(step, context)).toMatchObject({ verdict: 'done' });
  expect(await fingerprint(lab)).toEqual(before);
}

/** Each wrong choice is refused, and named as what was chosen. */
async function refuseWrongAnswers({ id, question, check }: Step, { context }: Lab): Promise<void> {
  const { progress } = context;
  for (const [index, choice] of (question?.choices ?? []).entries()) {
    if (index === question?.answer) continue;
    progress.update({ answers: { ...progress.state.answers, [id]: index } });
    expect(await check(context)).toMatchObject({ verdict: 'not-yet', observed: { en: expect.stringContaining(choice.en) as string } });
  }
  const { [id]: _, ...answers } = progress.state.answers;
  progress.update({ answers });
}
