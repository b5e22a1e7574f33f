import { relative } from 'node:path';
import type { Workspace } from '../workspace.js';
import type { FileEdit } from './file-edit.js';

/** A file of ours where there is none yet; nothing where the learner has one. */
export function newFile(workspace: Workspace, path: string, solution: string): readonly FileEdit[] {
  if (workspace.exists(path)) return [];
  return [{ path, label: relative(workspace.root, path), before: undefined, after: workspace.read(solution) }];
}
