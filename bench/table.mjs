/**
 * One line of the result.
 * @typedef {{ measure: string, value: string, ratio?: number, goal?: string, met?: boolean }} Row
 */

const header = ['measure', 'value', 'ratio', 'goal', ''];

/** @param {readonly Row[]} rows */
export function formatTable(rows) {
  const cells = [header, ...rows.map(toCells)];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** @param {Row} row */
function toCells({ measure, value, ratio, goal, met }) {
  const verdict = met === undefined ? '' : met ? 'met' : 'NOT MET';
  return [measure, value, ratio === undefined ? '' : `${ratio.toFixed(2)}x`, goal ?? '', verdict];
}
