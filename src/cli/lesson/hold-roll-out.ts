import type { CourseStep } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';

const holdMs = 5 * 60_000;
/** So long both stay on the screen once somebody looks. */
const lookMs = 12_000;

/**
 * A roll-out of the sandbox takes seconds, and a page takes longer to read: while a lesson is at the step that starts it or
 * at the one that watches it, old and new stay side by side. undefined on AWS, which waits for nobody.
 */
export async function holdRollOut(session: Session, { step }: CourseStep, terminal: Terminal): Promise<void> {
  if (step.rollOut === undefined || session.sandbox === undefined) return;
  await ask(session, holdMs);
  if (step.rollOut !== 'watched') return;
  terminal.say({
    ja: '（練習のために、サンドボックスは新旧が並んだところで待っています。見はじめると、十数秒で先へ進みます。AWS は待ちません。）',
    en: '(So that you can see it, the sandbox waits while old and new run side by side; some seconds after you begin to watch it goes on. AWS waits for nobody.)',
  });
}

/** Somebody looks now: it goes on in a moment. `at once`: the lesson has gone elsewhere. */
export async function letRollOutGoOn(session: Session, { step }: CourseStep, { atOnce = false } = {}): Promise<void> {
  if (step.rollOut === 'watched' || (atOnce && step.rollOut !== undefined)) await ask(session, atOnce ? 0 : lookMs);
}

/** A sandbox that does not answer holds nothing either. */
async function ask({ sandbox }: Session, ms: number): Promise<void> {
  if (sandbox === undefined) return;
  await fetch(`${sandbox.url}/_sandbox/roll-outs?hold=${ms}`, { method: 'POST', headers: { 'x-boyacky-lab-token': sandbox.token } }).catch(() => undefined);
}
