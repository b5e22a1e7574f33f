import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../compose.js';
import { attach } from './attach.js';
import { planLine } from './launch-plan.js';
import { prepareLab } from './prepare-lab.js';
import { learnerShell } from './shell-kind.js';

const folders = new WeakMap<object, string>();

/**
 * Runs one line that the learner typed at a step, in their shell, on this terminal; answers its exit code.
 * A `cd` holds for the next line; variables do not.
 */
export async function runInLab(session: Session, line: string): Promise<number> {
  const lab = await prepareLab(session);
  const scratch = mkdtempSync(join(lab.labDir, 'line-'));
  const note = join(scratch, 'folder');
  const before = folders.get(session.workspace) ?? lab.cwd;
  try {
    return await attach(planLine(learnerShell(process.env), line, note, lab), isFolder(before) ? before : lab.cwd);
  } finally {
    const after = readNote(note);
    if (after !== undefined && isFolder(after)) folders.set(session.workspace, after);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The folder that the learner's next line is run in. */
export function folderInLab(session: Session): string {
  return folders.get(session.workspace) ?? session.workspace.root;
}

function readNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '').replace(/\r?\n$/, '');
  } catch {
    // Killed, or it replaced itself by another program: the folder stays what it was.
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
