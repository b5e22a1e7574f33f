import chalk from 'chalk';
import { silentWords, wakeWords } from '../../workshop/silent-engine.js';
import type { Text } from '../../workshop/types.js';
import type { Session } from '../compose.js';
import { maskAccount } from '../mask-account.js';
import type { Terminal } from '../io/terminal.js';
import { simulationNotice } from './step-header.js';

/** Where this run works, as whom, with what, and what of it is simulated. */
export function banner({ context, workspace, settings, silent = [] }: Session, account: string, arn: string, terminal: Terminal): string[] {
  const { target, engine } = context;
  const targetText: Text =
    target.kind === 'sandbox'
      ? { ja: 'sandbox（このマシンの中の小さな AWS。本物ではなく、お金もかかりません）', en: 'sandbox (a small AWS on this machine: simulated, free)' }
      : { ja: `aws（本物のアカウントです。料金がかかります）`, en: 'aws (a real account: it costs money)' };
  const engineText: Text =
    engine.isolation === 'process'
      ? { ja: `${engine.name}（コンテナの代わりにふつうのプロセスで動かします。隔離はしません）`, en: `${engine.name} (runs host processes instead of containers: no isolation)` }
      : { ja: engine.name, en: engine.name };
  const rows: readonly (readonly [Text, string])[] = [
    [{ ja: '対象', en: 'target' }, terminal.t(targetText)],
    [{ ja: 'エンジン', en: 'engine' }, terminal.t(engineText)],
    [{ ja: 'アカウント', en: 'account' }, `${maskAccount(account)}  ${arn.replace(account, maskAccount(account))}`],
    [{ ja: 'リージョン', en: 'region' }, target.region],
    [{ ja: 'フォルダー', en: 'folder' }, workspace.root],
    [{ ja: '持ち主', en: 'owner' }, settings.owner],
  ];
  return [
    '',
    chalk.bold(terminal.t({ ja: 'boyacky-lab — 手を動かして覚えるコンテナ', en: 'boyacky-lab — learn containers hands-on' })),
    ...rows.map(([label, value]) => `  ${chalk.dim(terminal.t(label))}: ${value}`),
    ...silent.flatMap((each) => [silentWords(each, engine.name), wakeWords(each, engine.name)].map((text) => `  ${chalk.yellow('!')} ${terminal.t(text)}`)),
  ];
}

/** A heading for each chapter; it repeats what is simulated, so that no screen is without it. */
export function chapterHeading(number: number, title: string, { context }: Session): string {
  return `\n${chalk.bold(`${number}. ${title}`)}  ${chalk.dim(`[${simulationNotice(context)}]`)}`;
}
