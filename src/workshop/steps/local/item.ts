import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { localUrl } from './local-address.js';
import { post, sample } from './post.js';
import { noteBoyakis, shorten } from './seen-boyakis.js';

/** The same boyaki, as DynamoDB keeps it. */
export const item: Step = {
  id: 'local.item',
  kind: 'moment',
  restsOn: ['local.post'],
  commands: async () => [`aws dynamodb scan --table-name ${names.table}`],
  check: checkItem,
  solve: async (context) => {
    const { aws, signal, web } = context;
    await post.solve(context);
    // What was posted before may have been purified since.
    if ((await aws.tables.find(names.table)) === undefined || (await aws.tables.items(names.table)).length > 0) return;
    await web.post(`${localUrl(context.ports.app)}/boyaki`, { boyaki: sample[context.language] }, signal);
  },
};

async function checkItem({ aws, progress, target }: StepContext): Promise<Verdict> {
  const expected = { ja: `テーブル ${names.table} に項目がある`, en: `the table ${names.table} has an item` };
  const table = await aws.tables.find(names.table);
  if (table === undefined) {
    return notYet(
      expected,
      { ja: `${target.region} にテーブル ${names.table} がありません`, en: `there is no table ${names.table} in ${target.region}` },
      { ja: '第 1 章のスタックを作ってから、もう一度どうぞ。', en: 'Create the stack of chapter 1, then try again.' },
    );
  }
  const items = await aws.tables.items(names.table);
  if (items.length === 0) {
    return notYet(
      expected,
      { ja: 'テーブルは空です', en: 'the table is empty' },
      { ja: 'Boyacky で一言ボヤいてください。アプリの接続先が違うと、別の場所に入ります。', en: 'Write a line in Boyacky. If the app talks to another target, it lands elsewhere.' },
    );
  }
  const newest = [...items].sort((a, b) => `${b['date'] ?? ''}${b['time'] ?? ''}`.localeCompare(`${a['date'] ?? ''}${a['time'] ?? ''}`));
  noteBoyakis(progress, items.map(({ id }) => id ?? ''));
  return done(
    { ja: `${table.arn} に ${items.length} 件`, en: `${items.length} in ${table.arn}` },
    ...newest.slice(0, 3).map((found) => plain(['id', 'date', 'time', 'boyaki'].map((key) => `${key}=${shorten(found[key] ?? '')}`).join('  '))),
  );
}
