import stringWidth from 'string-width';
import type { Text } from '../../workshop/types.js';
import type { GatheredReport } from '../gather-reports.js';
import type { Terminal } from '../io/terminal.js';
import { inertText } from './inert-text.js';
import { escapeMarkdown } from './escape-markdown.js';
import { padToWidth } from './wrap-text.js';

export type MergedFormat = 'text' | 'json' | 'markdown';

const columns = {
  file: { ja: 'ファイル', en: 'file' },
  target: { ja: '対象', en: 'target' },
  account: { ja: 'アカウント', en: 'account' },
  region: { ja: 'リージョン', en: 'region' },
  checkedAt: { ja: '確かめた時刻', en: 'checked at' },
  done: { ja: 'できた', en: 'done' },
  notYet: { ja: 'まだ', en: 'not yet' },
  waiting: { ja: '待ち', en: 'waiting' },
  cannotTell: { ja: 'わからない', en: 'cannot tell' },
  next: { ja: '次のステップ', en: 'next step' },
  sameAs: { ja: '同じ内容', en: 'same as' },
} as const satisfies Readonly<Record<string, Text>>;

type Row = Readonly<Record<keyof typeof columns, string | number>>;

/** Many learners' reports in one table, and how many have done each step. The JSON form: docs/verify-merge.schema.json. */
export function mergedReport(reports: readonly GatheredReport[], format: MergedFormat, { t }: Pick<Terminal, 't'>): string {
  const steps = countSteps(reports);
  const rows = reports.map(rowOf);
  if (format === 'json') return JSON.stringify({ reports: rows.map(({ sameAs, ...row }) => ({ ...row, ...(sameAs === '' ? {} : { sameAs }) })), steps }, null, 2);
  // Two of the same are rare: the column is there when it says something.
  const shown = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => name !== 'sameAs' || rows.some(({ sameAs }) => sameAs !== ''));
  const table = [shown.map((name) => t(columns[name])), ...rows.map((row) => shown.map((name) => String(row[name])))];
  const stepTable = [[t({ ja: 'ステップ', en: 'step' }), t(columns.done)], ...steps.map(({ id, done, of }) => [id, `${done}/${of}`])];
  const heading = t({ ja: `${reports.length} 件の報告`, en: `${reports.length} ${reports.length === 1 ? 'report' : 'reports'}` });
  if (format === 'markdown') return [`# ${heading}`, '', ...markdownTable(table), '', ...markdownTable(stepTable), ''].join('\n');
  return [heading, '', ...textTable(table), '', ...textTable(stepTable)].join('\n');
}

function rowOf({ file, target, account, region, checkedAt, summary, results, sameAs = '' }: GatheredReport): Row {
  const next = results.find(({ verdict }) => verdict !== 'done')?.id ?? '';
  return { file: inertText(file), target, account, region, checkedAt, ...summary, next, sameAs: inertText(sameAs) };
}

/** In the order in which the reports have them; `of`: how many reports looked at the step at all. */
function countSteps(reports: readonly GatheredReport[]): { id: string; done: number; of: number }[] {
  const counts = new Map<string, { done: number; of: number }>();
  for (const { results } of reports) {
    for (const { id, verdict } of results) {
      const { done, of } = counts.get(id) ?? { done: 0, of: 0 };
      counts.set(id, { done: done + (verdict === 'done' ? 1 : 0), of: of + 1 });
    }
  }
  return [...counts].map(([id, count]) => ({ id, ...count }));
}

function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  return rows.map((row) => row.map((value, column) => padToWidth(value, widths[column] ?? 0)).join('  ').trimEnd());
}

function markdownTable([title = [], ...rows]: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(title), `|${title.map(() => '---').join('|')}|`, ...rows.map(line)];
}
