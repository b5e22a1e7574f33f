import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/containers/engine.js';
import type { Clock } from '../../src/shared/clock.js';
import { hintLadder } from '../../src/workshop/hint-ladder.js';
import { look } from '../../src/workshop/look.js';
import { openProgress } from '../../src/workshop/progress.js';
import { runStep } from '../../src/workshop/run-step.js';
import type { CourseStep, Step, StepContext, Verdict } from '../../src/workshop/types.js';
import { cannotTell, done, notYet, plain, waiting } from '../../src/workshop/verdict.js';
import { makeTempDir } from '../support/temp-dir.js';

const no = notYet(plain('x'), plain('y'), plain('z'));
const wait = waiting(plain('x'), 0, plain('1 min'));

function makeContext(): StepContext {
  let now = new Date(2026, 10, 30, 10, 4).getTime();
  const clock: Clock = { now: () => now, sleep: (ms) => ((now += ms), Promise.resolve()) };
  const settings = { owner: 'o', language: 'en', target: 'sandbox', engine: 'practice', region: 'r', pace: 'fast' } as const;
  const progress = openProgress(join(makeTempDir(), 'progress.json'), settings);
  return { clock, progress, signal: new AbortController().signal, target: { kind: 'sandbox', region: 'r', environment: {} } } as unknown as StepContext;
}

/** Answers one verdict after the other, the last one for ever; counts what was asked of it. */
function makeStep(verdicts: readonly (Verdict | Error)[], kind: Step['kind'] = 'state') {
  const calls = { check: 0, solve: 0 };
  const step: Step = {
    id: 'chapter.step',
    kind,
    deadlineMs: 5000,
    check: () => {
      const verdict = verdicts[Math.min(calls.check++, verdicts.length - 1)] as Verdict | Error;
      return verdict instanceof Error ? Promise.reject(verdict) : Promise.resolve(verdict);
    },
    solve: () => Promise.resolve(void calls.solve++),
  };
  return { step, calls };
}

describe('runStep', () => {
  it('looks first, and does nothing when it is done already', async () => {
    const { step, calls } = makeStep([done(plain('there'))]);
    expect((await runStep(step, makeContext())).outcome).toBe('already-done');
    expect(calls).toEqual({ check: 1, solve: 0 });
  });

  it('solves once, then waits until it is done', async () => {
    const { step, calls } = makeStep([no, wait, wait, done()]);
    const seen: number[] = [];
    const { outcome } = await runStep(step, makeContext(), { onWaiting: (_, elapsed) => seen.push(elapsed) });
    expect(outcome).toBe('done');
    expect(calls).toEqual({ check: 4, solve: 1 });
    expect(seen).toEqual([0, 150]);
  });

  it('does not solve again what is on its way', async () => {
    const { step, calls } = makeStep([wait, done()]);
    await runStep(step, makeContext());
    expect(calls.solve).toBe(0);
  });

  it('stops waiting at the deadline and says what it last saw', async () => {
    const { step } = makeStep([no, wait]);
    expect(await runStep(step, makeContext())).toEqual({ outcome: 'not-done', verdict: wait });
  });

  it('stops at once when it cannot become done any more', async () => {
    const { step, calls } = makeStep([no, wait, no]);
    expect((await runStep(step, makeContext())).outcome).toBe('not-done');
    expect(calls.check).toBe(3);
  });

  it('takes a failure of the outside for "cannot tell", and looks again', async () => {
    const { step } = makeStep([no, new EngineError('daemon-unreachable', 'Cannot connect to the Docker daemon'), done()]);
    expect((await runStep(step, makeContext())).outcome).toBe('done');
    const broken = makeStep([new EngineError('daemon-unreachable', 'Cannot connect to the Docker daemon')]);
    const { verdict } = await runStep(broken.step, makeContext());
    expect(verdict).toEqual(cannotTell(plain('Cannot connect to the Docker daemon'), expect.anything() as never));
  });

  it('lets a bug be a bug', async () => {
    const { step } = makeStep([new TypeError('x is not a function')]);
    await expect(runStep(step, makeContext())).rejects.toThrow(TypeError);
  });

  it.each([
    ['later that day', new Date(2026, 10, 30, 23, 59), { ja: '10:04 に確認したこと:', en: 'seen at 10:04:' }],
    ['on another day', new Date(2026, 11, 1, 0, 1), { ja: '2026-11-30 10:04 に確認したこと:', en: 'seen on 2026-11-30 at 10:04:' }],
  ])('tells %s when a moment was seen, and a hint does, too', async (_, now, head) => {
    const { progress, clock, ...rest } = makeContext();
    progress.witness('chapter.step', [plain('left behind'), plain('more')], new Date(2026, 10, 30, 10, 4).getTime());
    const context: StepContext = { ...rest, progress, clock: { ...clock, now: () => now.getTime() } };
    const { step } = makeStep([no], 'moment');
    expect(await look(step, context)).toEqual(done(head, plain('left behind'), plain('more')));
    const hints = { id: step.id, title: '', prose: '', hints: [] };
    const courseStep: CourseStep = { step, id: step.id, chapterNumber: 1, chapter: 'chapter', text: { ja: hints, en: hints } };
    expect((await hintLadder(courseStep, context, 'en'))[0]?.text).toBe(`It is done already. ${head.en} left behind`);
  });

  it('remembers a moment that was witnessed, and only moments', async () => {
    const context = makeContext();
    const moment = makeStep([no, done(plain('seen')), no], 'moment');
    await runStep(moment.step, context);
    expect((await runStep(moment.step, context)).outcome).toBe('already-done');
    expect(moment.calls.solve).toBe(1);
    // It may not be so any more: what was seen is told as past.
    expect(await look(moment.step, context)).toEqual(done({ ja: '10:04 に確認したこと:', en: 'seen at 10:04:' }, plain('seen')));
    const state = makeStep([no, done(), no]);
    await runStep(state.step, makeContext());
    expect(state.calls).toEqual({ check: 2, solve: 1 });
  });
});
