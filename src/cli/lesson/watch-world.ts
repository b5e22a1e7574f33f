import chalk from 'chalk';
import { look } from '../../workshop/look.js';
import { pollInterval } from '../../workshop/run-step.js';
import type { Verdict } from '../../workshop/types.js';
import { inNewTerminal } from '../as-typed.js';
import { commandLines } from '../render/command-lines.js';
import { showVerdict } from '../render/show-verdict.js';
import type { Visit } from './visit.js';
import { showWaiting } from './show-waiting.js';

/**
 * The learner works elsewhere (another terminal, the console) while this looks at the world: it turns green by itself
 * when the effect is there, and names a wrong turn as soon as it is seen. Enter brings the menu back: undefined.
 */
export async function watchWorld(visit: Visit): Promise<Verdict | undefined> {
  const { session, courseStep, terminal } = visit;
  const { context } = session;
  terminal.say({ ja: '別のターミナルを開いて、これを打ちます（もう開いてあれば、そこで続けます）:', en: 'Open another terminal and type this (or go on in the one that you have opened already):' });
  for (const line of commandLines(inNewTerminal('shell'), terminal)) terminal.say(line);
  terminal.say({ ja: '見ています。Enter でメニューに戻ります。', en: 'I am watching. Enter brings the menu back.' });
  const leave = new AbortController();
  const entered = terminal.entered(AbortSignal.any([context.signal, leave.signal])).then(
    () => 'entered' as const,
    () => 'over' as const,
  );
  const started = context.clock.now();
  let known = describe(await look(courseStep.step, context));
  try {
    for (;;) {
      const verdict = await look(courseStep.step, context);
      if (verdict.verdict === 'done') return verdict;
      const now = describe(verdict);
      // A state that was not there when the watch began is news: the learner did something, and it is not it yet.
      if (verdict.verdict === 'not-yet' && now !== known) showVerdict(verdict, terminal);
      known = now;
      await showWaiting(visit, verdict, context.clock.now() - started);
      const pause = context.clock.sleep(pollInterval(context), context.signal).then(() => 'again' as const);
      if ((await Promise.race([entered, pause])) === 'entered') return undefined;
      context.signal.throwIfAborted();
    }
  } finally {
    leave.abort();
    await entered;
    terminal.say(chalk.dim(terminal.t({ ja: `見ていた時間: ${seconds(context.clock.now() - started)} 秒`, en: `watched for ${seconds(context.clock.now() - started)} s` })));
  }
}

function describe(verdict: Verdict): string {
  return verdict.verdict === 'not-yet' ? `${verdict.observed.en}\n${verdict.fix.en}` : verdict.verdict;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0);
}
