import { counted } from '../../counted.js';
import { joinLines } from '../../join-lines.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import type { Situation } from '../../with-situations.js';
import { lastLine } from './app-process.js';
import { openLocalPage } from './local-address.js';

/** What is there of chapter 2, by the id of the step that asks. */
export const localSituations: Readonly<Record<string, Situation>> = {
  'local.copy-app': async (context) => tellFolder(context),
  'local.install': async (context) => tellFolder(context),
  'local.run': async (context) => joinLines(tellFolder(context), await tellPort(context), tellOutput(context)),
  'local.post': async (context) => joinLines(await tellPort(context), await tellTable(context)),
  'local.item': tellTable,
  'local.purify': async (context) => joinLines(await tellPort(context), await tellTable(context)),
  'local.stop': tellPort,
};

function tellFolder({ app, workspace }: StepContext): Text {
  if (!workspace.exists(workspace.appDir)) return { ja: `フォルダー ${workspace.appDir} はまだありません`, en: `the folder ${workspace.appDir} is not there yet` };
  return app.installed(workspace.appDir)
    ? { ja: `${workspace.appDir} にソースがあり、パッケージも入っています`, en: `${workspace.appDir} has the source, and its packages are installed` }
    : { ja: `${workspace.appDir} はありますが、パッケージはまだ入っていません`, en: `${workspace.appDir} is there; its packages are not installed yet` };
}

async function tellPort(context: StepContext): Promise<Text> {
  const { who } = await openLocalPage(context, context.ports.app);
  if (who === 'stranger') return { ja: `ポート ${context.ports.app} では、Boyacky でないプログラムが応答します`, en: `a program that is not Boyacky answers on port ${context.ports.app}` };
  if (who === 'nobody') return { ja: `ポート ${context.ports.app} は応答しません`, en: `nobody answers on port ${context.ports.app}` };
  const running = context.app.running();
  return running === undefined
    ? { ja: `ポート ${context.ports.app} で Boyacky が応答します`, en: `Boyacky answers on port ${context.ports.app}` }
    : { ja: `ポート ${context.ports.app} で Boyacky が応答します（プロセス ${running.pid}）`, en: `Boyacky answers on port ${context.ports.app} (process ${running.pid})` };
}

function tellOutput({ app }: StepContext): Text | undefined {
  const said = lastLine(app.output());
  return said === '' ? undefined : { ja: `最後の出力: ${said}`, en: `its last line: ${said}` };
}

async function tellTable({ aws }: StepContext): Promise<Text> {
  if ((await aws.tables.find(names.table)) === undefined) return { ja: `テーブル ${names.table} がありません`, en: `there is no table ${names.table}` };
  const { length } = await aws.tables.items(names.table);
  return { ja: `テーブル ${names.table} には ${length} 件あります`, en: `the table ${names.table} has ${counted(length, 'item')}` };
}
