import { diagnoseExit } from '../../diagnosis/diagnose-exit.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { startCommand, type LocalPorts } from '../../local-ports.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { isPortTaken, lastLine, startLocalApp } from './app-process.js';
import { install } from './install.js';
import { openLocalPage } from './local-address.js';
import { portTakenVerdict } from './port-taken.js';

const expectedOn = ({ app }: LocalPorts): Text => ({
  ja: `http://localhost:${app} に Boyacky が出て、テーブルにもつながっている`,
  en: `Boyacky answers on http://localhost:${app} and reaches its table`,
});

/** Boyacky as an ordinary process, with the learner's credentials: the last time that this is easy. */
export const run: Step = {
  id: 'local.run',
  kind: 'moment',
  commands: async ({ ports }) => [startCommand(ports)],
  check: checkRunning,
  solve: async (context) => {
    await install.solve(context);
    await startLocalApp(context);
  },
};

async function checkRunning(context: StepContext): Promise<Verdict> {
  const { app, clock, ports } = context;
  const expected = expectedOn(ports);
  const answer = await openLocalPage(context, ports.app);
  if (answer.who === 'stranger') return portTakenVerdict(ports.app, ports, expected);
  if (answer.who === 'nobody') {
    if (app.running() !== undefined) return waiting({ ja: 'Boyacky が起動するのを待っています', en: 'Boyacky is starting' }, clock.now(), { ja: '数秒', en: 'a few seconds' });
    return explainSilence(context);
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
  return done({ ja: `Boyacky ${version} が http://localhost:${ports.app} で動いています`, en: `Boyacky ${version} runs on http://localhost:${ports.app}` });
}

function explainSilence({ app, ports }: StepContext): Verdict {
  const output = app.output();
  const expected = expectedOn(ports);
  if (isPortTaken(output)) return portTakenVerdict(ports.app, ports, expected);
  const silent = { ja: `ポート ${ports.app} は応答しません`, en: `nobody answers on port ${ports.app}` };
  const why = diagnoseExit(undefined, output);
  if (why === undefined) return notYet(expected, silent, { ja: `${startCommand(ports)} を実行します。`, en: `Type: ${startCommand(ports)}` });
  if (why.id === 'unknown-exit') return notYet(expected, silent, plain(`npm start: ${lastLine(output)}`));
  const told = tellDiagnosis(why);
  return notYet(expected, { ja: `${silent.ja}。${told.ja}`, en: `${silent.en}: ${told.en}` }, why.fix);
}
