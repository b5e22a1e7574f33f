import { factOf } from '../../fact.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet } from '../../verdict.js';
import { stopLocalApp } from './app-process.js';
import { openLocalPage } from './local-address.js';

const stopped = factOf('local.stop', 'stopped');

/** The port is free again for the container of the next chapter. */
export const stop: Step = {
  id: 'local.stop',
  kind: 'moment',
  restsOn: ['local.run'],
  check: checkStopped,
  solve: async (context) => {
    await stopLocalApp(context);
    if (context.progress.fact(stopped) === undefined) context.progress.remember(stopped, String(context.clock.now()));
  },
};

async function checkStopped(context: StepContext): Promise<Verdict> {
  const { app, progress } = context;
  const expected = { ja: `ポート ${context.ports.app} で Boyacky が応答しない`, en: `Boyacky does not answer on port ${context.ports.app} any more` };
  const answer = await openLocalPage(context, context.ports.app);
  if (answer.who === 'boyacky' || app.running() !== undefined) {
    return notYet(
      expected,
      { ja: 'まだ動いています', en: 'it still runs' },
      { ja: 'npm start したターミナルで Ctrl-C を押します。', en: 'Press Ctrl-C in the terminal in which you typed npm start.' },
    );
  }
  // A port on which nothing ever ran is free as well, and proves nothing.
  if (progress.witnessed('local.run') === undefined && progress.fact(stopped) === undefined) {
    return notYet(
      expected,
      { ja: 'まだ一度も動いているのを見ていません', en: 'it was never seen to run' },
      { ja: '先に npm start で動かします。', en: 'Run it first: npm start.' },
    );
  }
  return done({ ja: `ポート ${context.ports.app} は空きました`, en: `port ${context.ports.app} is free again` });
}
