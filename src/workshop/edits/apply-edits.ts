import { join, relative } from 'node:path';
import type { StepContext } from '../types.js';
import type { FileEdit } from './file-edit.js';

/** Writes the edits. What a file held before is kept in the workspace's own folder, and where is said. */
export function applyEdits(edits: readonly FileEdit[], { workspace, say }: Pick<StepContext, 'workspace' | 'say'>): void {
  for (const { path, label, before, after } of edits) {
    if (before !== undefined) {
      const kept = join(workspace.stateDir, 'before', relative(workspace.root, path));
      workspace.write(kept, before);
      say({ ja: `${label}: 元のファイルは ${kept} に取ってあります`, en: `${label}: what it was is kept in ${kept}` });
    }
    workspace.write(path, after);
    say({ ja: `書きました: ${label}`, en: `written: ${label}` });
  }
}
