import chalk from 'chalk';
import stringWidth from 'string-width';
import { padToWidth, wrapSpans, type Span } from './wrap-text.js';

const gap = 2;
const narrowest = 8;

/**
 * A table with aligned columns, the header underlined; columns shrink to fit. Where even that is too wide (many
 * columns, a narrow terminal), each row becomes a list of "header: cell".
 */
export function tableLines(header: readonly (readonly Span[])[], rows: readonly (readonly (readonly Span[])[])[], width: number): string[] {
  const widths = fitColumns([header, ...rows], width);
  if (widths === undefined) return asList(header, rows, width);
  const rule = widths.map((column) => '-'.repeat(column)).join(' '.repeat(gap));
  const hasHeader = header.some((cell) => plainText(cell) !== '');
  return [...(hasHeader ? [...rowLines(header, widths, chalk.bold), chalk.dim(rule)] : []), ...rows.flatMap((row) => rowLines(row, widths))];
}

function rowLines(row: readonly (readonly Span[])[], widths: readonly number[], paint?: (text: string) => string): string[] {
  const cells = widths.map((column, index) => wrapSpans((row[index] ?? []).map((span) => ({ ...span, command: false, paint: paint ?? span.paint })), { width: column, cut: true }));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells.map((lines, index) => padToWidth(lines[line] ?? '', widths[index] ?? 0)).join(' '.repeat(gap)).trimEnd(),
  );
}

/** Natural widths, the widest cut down until all fit; undefined when they would become too narrow to read. */
function fitColumns(rows: readonly (readonly (readonly Span[])[])[], width: number): number[] | undefined {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) => Math.max(3, ...rows.map((row) => stringWidth(plainText(row[index] ?? [])))));
  const room = width - gap * (count - 1);
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) return undefined;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  // A column of words cut in two every few letters is harder to read than a list.
  return width < 50 && count > 2 ? undefined : widths;
}

function asList(header: readonly (readonly Span[])[], rows: readonly (readonly (readonly Span[])[])[], width: number): string[] {
  return rows.flatMap((row) =>
    row.flatMap((cell, index) => {
      const label = plainText(header[index] ?? []);
      const indent = index === 0 ? '- ' : '  ';
      return plainText(cell) === '' ? [] : wrapSpans([...(label === '' ? [] : [{ text: `${label}: `, paint: chalk.dim }]), ...cell], { width, indent, hanging: '    ' });
    }),
  );
}

function plainText(cell: readonly Span[]): string {
  return cell.map(({ text }) => text).join('');
}

/** Instead of a drawing that does not fit or is not wanted. */
export function drawingNote(widest: number, unwanted: boolean): string {
  return unwanted ? '[図 · a drawing: it is in the lesson’s file]' : `[図 · a drawing, ${widest} columns wide]`;
}
