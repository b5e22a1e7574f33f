import type { LiveView } from '../../workshop/live/live-view.js';
import type { Terminal } from '../io/terminal.js';
import { wrapText } from './wrap-text.js';

const highest = 14;
const barLength = 24;

/** What goes on, as one block: a bar where there is a count, then a line for each thing that is watched. */
export function liveLines({ progress, rows }: LiveView, { width, t }: Pick<Terminal, 'width' | 't'>): string[] {
  const bar = progress === undefined || progress.total === 0 ? [] : [`  ${barOf(progress.done / progress.total)} ${progress.done}/${progress.total}`];
  const lines = rows.flatMap(({ text }) => wrapText(t(text), { width, indent: '  ', hanging: '    ' }));
  return [...bar, ...lines.slice(0, highest - bar.length)];
}

function barOf(share: number): string {
  const filled = Math.round(Math.min(1, share) * barLength);
  return `${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}`;
}
