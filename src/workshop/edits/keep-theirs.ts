import { lstatSync, renameSync } from 'node:fs';
import { relative } from 'node:path';
import type { StepContext } from '../types.js';

/**
 * Moves what the learner wrote out of the way, beside its place: "Dockerfile.yours", "Dockerfile.yours-2" …; an earlier one
 * is never written over. A folder or a link in the place of a file moves, too. Says where it is.
 */
export function keepTheirs(path: string, { workspace, say }: Pick<StepContext, 'workspace' | 'say'>): string {
  let kept = `${path}.yours`;
  for (let number = 2; lstatSync(kept, { throwIfNoEntry: false }) !== undefined; number += 1) kept = `${path}.yours-${number}`;
  renameSync(path, kept);
  const [from, to] = [relative(workspace.root, path), relative(workspace.root, kept)];
  say({ ja: `あなたの ${from} は ${to} に取ってあります`, en: `your ${from} is kept as ${to}` });
  return kept;
}
