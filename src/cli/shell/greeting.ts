import type { Text } from '../../workshop/types.js';
import type { Session } from '../compose.js';

/** Where the learner is, what talks to what, and the way back. */
export function greeting({ context, workspace }: Session, openStep: string): readonly Text[] {
  const { target, engine } = context;
  const sandbox: Text = {
    ja: 'aws と npm start は、このマシンのサンドボックスに接続します。本物の AWS には触れず、料金もかかりません。',
    en: 'aws and npm start talk to the sandbox on this machine: not to AWS itself, and nothing costs money.',
  };
  const account: Text = {
    ja: `aws と npm start は、あなたの AWS アカウント（${target.region}）に接続します。作ったものには料金がかかります。`,
    en: `aws and npm start talk to your AWS account (${target.region}): what you make costs money.`,
  };
  const practice: Text = {
    ja: 'docker は練習用エンジンです。レッスンのコマンドだけが使え、隔離はしません（docker --help）。',
    en: 'docker is the practice engine: the commands of the lessons, and no isolation (docker --help).',
  };
  const real: Text = { ja: `docker は、このマシンの ${engine.name} です。`, en: `docker is the ${engine.name} of this machine.` };
  return [
    { ja: `${workspace.root} のシェルです。exit で戻ります。`, en: `A shell in ${workspace.root}; exit brings you back.` },
    target.kind === 'sandbox' ? sandbox : account,
    engine.isolation === 'process' ? practice : real,
    { ja: `ヒント: boyacky-lab hint   確かめる: boyacky-lab verify ${openStep}`, en: `a hint: boyacky-lab hint   check it: boyacky-lab verify ${openStep}` },
    { ja: '', en: '' },
  ];
}
