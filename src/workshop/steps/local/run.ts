import { diagnoseExit } from '../../diagnosis/diagnose-exit.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { appPort } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { isPortTaken, lastLine, startLocalApp } from './app-process.js';
import { install } from './install.js';
import { openLocalPage } from './local-address.js';
import { portTakenVerdict } from './port-taken.js';

const expected = {
  ja: `http://localhost:${appPort} に Boyacky が出て、テーブルにもつながっている`,
  en: `Boyacky answers on http://localhost:${appPort} and reaches its table`,
};

/** Boyacky as an ordinary process, with the learner's credentials: the last time that this is easy. */
export const run: Step = {
  id: 'local.run',
  kind: 'moment',
  commands: async () => ['npm start --prefix boyacky'],
  check: checkRunning,
  solve: async (context) => {
    await install.solve(context);
    await startLocalApp(context);
  },
};

async function checkRunning(context: StepContext): Promise<Verdict> {
  const { app, clock } = context;
  const answer = await openLocalPage(context, appPort);
  if (answer.who === 'stranger') return portTakenVerdict(appPort, expected);
  if (answer.who === 'nobody') {
    if (app.running() !== undefined) return waiting({ ja: 'Boyacky が起動するのを待っています', en: 'Boyacky is starting' }, clock.now(), { ja: '数秒', en: 'a few seconds' });
    return explainSilence(app.output());
  }
  const { trouble, version } = answer.home;
  if (trouble !== undefined) {
    return notYet(
      expected,
      { ja: `ページは出ますが、テーブルに接続できません: ${trouble}`, en: `the page opens, but the table cannot be reached: ${trouble}` },
      {
        ja: '止めて（Ctrl-C）、 boyacky-lab shell の中で npm start し直します。そこには接続先と認証情報があります。',
        en: 'Stop it (Ctrl-C) and type npm start inside of boyacky-lab shell, where the target and its credentials are set.',
      },
    );
  }
  return done({ ja: `Boyacky ${version} が http://localhost:${appPort} で動いています`, en: `Boyacky ${version} runs on http://localhost:${appPort}` });
}

function explainSilence(output: string): Verdict {
  if (isPortTaken(output)) return portTakenVerdict(appPort, expected);
  const silent = { ja: `ポート ${appPort} は応答しません`, en: `nobody answers on port ${appPort}` };
  const why = diagnoseExit(undefined, output);
  if (why === undefined) return notYet(expected, silent, { ja: 'npm start --prefix boyacky を実行します。', en: 'Type: npm start --prefix boyacky' });
  if (why.id === 'unknown-exit') return notYet(expected, silent, plain(`npm start: ${lastLine(output)}`));
  const told = tellDiagnosis(why);
  return notYet(expected, { ja: `${silent.ja}。${told.ja}`, en: `${silent.en}: ${told.en}` }, why.fix);
}
