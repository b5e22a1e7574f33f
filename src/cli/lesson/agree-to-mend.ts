import type { Obstacle } from '../../workshop/obstacle.js';
import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { diffLines } from '../render/diff-lines.js';
import { pageOut } from './page-out.js';

/** Says what would be replaced or changed, a file as a diff, and asks whether it may be. */
export async function agreeToMend(obstacles: readonly Obstacle[], { session, terminal }: { readonly session: Pick<Session, 'context'>; readonly terminal: Terminal }): Promise<boolean> {
  if (obstacles.length === 0) return true;
  const { signal } = session.context;
  const diffs = obstacles.flatMap(({ edit }) => (edit === undefined ? [] : [['', ...diffLines(edit, terminal.width)]]));
  await pageOut(diffs, terminal, signal);
  terminal.say();
  terminal.say({ ja: 'そのためには、いまあるものを変える必要があります:', en: 'For this, something that is there has to be changed:' });
  for (const { what } of obstacles) terminal.say(`  - ${terminal.t(what)}`);
  return await terminal.confirm(terminal.t({ ja: 'そうしますか', en: 'Do it?' }), signal);
}
