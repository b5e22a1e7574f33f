import type { ShimContext } from '../shim-context.js';
import { formatTemplate } from './format-template.js';
import { renderTable } from './table.js';

export type Row = Readonly<Record<string, string>>;

/** Rows as docker prints them: as a table with its headings, or in the form that --format asks for. */
export function printRows(context: ShimContext, headings: Row, columns: readonly string[], rows: readonly Row[], format: string | undefined): void {
  const given = (format ?? 'table').replaceAll('\\t', '\t').replaceAll('\\n', '\n');
  if (given === 'json') {
    for (const row of rows) context.out(`${JSON.stringify(row)}\n`);
    return;
  }
  if (given === 'table') {
    context.out(renderTable([headings, ...rows].map((row) => columns.map((column) => row[column] ?? ''))));
    return;
  }
  if (!given.startsWith('table ')) {
    for (const row of rows) context.out(`${formatTemplate(given, row)}\n`);
    return;
  }
  const template = given.slice('table '.length);
  context.out(renderTable([headings, ...rows].map((row) => formatTemplate(template, row).split('\t'))));
}
