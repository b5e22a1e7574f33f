import type { GatheredReport } from '../gather-reports.js';
import type { Terminal } from '../io/terminal.js';
import { inertText } from './inert-text.js';

export type MergedFormat = 'text' | 'json' | 'markdown';

/** Many learners' reports in one table, and how many have done each step. */
export function mergedReport(reports: readonly GatheredReport[], format: MergedFormat, { t }: Pick<Terminal, 't'>): string {
  const steps = countSteps(reports);
  if (format === 'json') return JSON.stringify({ reports: reports.map(rowOf), steps }, null, 2);
  const title = ['file', 'target', 'account', 'region', 'checked at', 'done', 'not yet', 'waiting', 'cannot tell', 'next'];
  const rows = reports.map((report) => Object.values(rowOf(report)).map((value) => inertText(String(value))));
  const stepRows = steps.map(({ id, done }) => [id, `${done}/${reports.length}`]);
  const heading = t({ ja: `${reports.length} 件の報告`, en: `${reports.length} reports` });
  if (format === 'markdown') return [`# ${heading}`, '', ...markdownTable(title, rows), '', ...markdownTable(['step', 'done'], stepRows), ''].join('\n');
  return [heading, '', ...textTable([title, ...rows]), '', ...textTable(stepRows)].join('\n');
}

function rowOf(report: GatheredReport) {
  const { file, target, account, region, checkedAt, summary, results } = report;
  return { file, target, account, region, checkedAt, ...summary, next: results.find(({ verdict }) => verdict !== 'done')?.id ?? '' };
}

/** In the order in which the reports have them. */
function countSteps(reports: readonly GatheredReport[]): { id: string; done: number }[] {
  const counts = new Map<string, number>();
  for (const { results } of reports) for (const { id, verdict } of results) counts.set(id, (counts.get(id) ?? 0) + (verdict === 'done' ? 1 : 0));
  return [...counts].map(([id, done]) => ({ id: inertText(id), done }));
}

function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((value, column) => value.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

function markdownTable(title: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((each) => each.replace(/[\\`*_{}[\]<>#|&~]/g, (sign) => `\\${sign}`)).join(' | ')} |`;
  return [line(title), `|${title.map(() => '---').join('|')}|`, ...rows.map(line)];
}
