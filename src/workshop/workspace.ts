import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ExitCode, UserError } from '../shared/user-error.js';
import { writeWhole } from '../shared/write-whole.js';

/** Folders of the package with what is data, not code. */
export interface Assets {
  readonly lessons: string;
  readonly templates: string;
  readonly sampleApp: string;
}

/** The learner's folder. Our own files are in `.boyacky-lab/`; the rest is the learner's. */
export interface Workspace {
  readonly root: string;
  /** The learner's copy of the sample app. */
  readonly appDir: string;
  /** The learner's copy of the CloudFormation template. */
  readonly templateFile: string;
  readonly dockerfile: string;
  readonly dockerignore: string;
  /** `.boyacky-lab/`, readable by this user only. */
  readonly stateDir: string;
  readonly files: {
    readonly progress: string;
    readonly ledger: string;
    readonly lock: string;
    readonly sandboxDir: string;
    readonly practiceDir: string;
    readonly localApp: string;
  };
  readonly assets: Assets;
  exists(path: string): boolean;
  /** Milliseconds since the epoch; undefined: there is no such file. */
  changedAt(path: string): number | undefined;
  read(path: string): string;
  /** Written whole: never seen half. */
  write(path: string, content: string): void;
  /** Copies a file or folder without overwriting what is there. */
  copy(from: string, to: string): void;
}

const marker = '.boyacky-lab';

/** Where a command that names no folder works: here or above, else ./boyacky-workshop. undefined: nowhere yet. */
export function findWorkspace(from: string): string | undefined {
  for (let dir = resolve(from); ; dir = dirname(dir)) {
    if (existsSync(join(dir, marker, 'progress.json'))) return dir;
    if (dirname(dir) === dir) break;
  }
  const usual = usualWorkspace(from);
  return existsSync(join(usual, marker, 'progress.json')) ? usual : undefined;
}

/** Where `start` makes a workspace when it is told no other place. */
export function usualWorkspace(from: string): string {
  return join(resolve(from), 'boyacky-workshop');
}

/** Makes the folder if need be; refuses one that has anything in it and is not a workspace. */
export function openWorkspace(root: string, assets: Assets): Workspace {
  refuseForeignFolder(root);
  const stateDir = join(root, marker);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  return {
    root,
    appDir: join(root, 'boyacky'),
    templateFile: join(root, 'boyacky.yaml'),
    dockerfile: join(root, 'boyacky', 'Dockerfile'),
    dockerignore: join(root, 'boyacky', '.dockerignore'),
    stateDir,
    files: {
      progress: join(stateDir, 'progress.json'),
      ledger: join(stateDir, 'ledger.jsonl'),
      lock: join(stateDir, 'lock'),
      sandboxDir: join(stateDir, 'sandbox'),
      practiceDir: join(stateDir, 'practice'),
      localApp: join(stateDir, 'local-app.json'),
    },
    assets,
    exists: existsSync,
    changedAt: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
    read: readText,
    write: (path, content) => {
      mkdirSync(dirname(path), { recursive: true });
      if (existsSync(path) && !statSync(path).isFile()) throw unreadable(path, `${path} is there and is no file`);
      writeWhole(path, content);
    },
    copy: (from, to) => cpSync(from, to, { recursive: true, force: false, errorOnExist: false }),
  };
}

/** Whatever is there under the name of a file may be a folder, or not ours to read: that is the learner's to mend, and no bug. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, (cause as Error).message, cause);
  }
}

function unreadable(path: string, why: string, cause?: unknown): UserError {
  return new UserError('file-unreadable', { ja: `${path} をファイルとして読み書きできません`, en: `${path} cannot be used as a file` }, {
    why,
    next: { ja: `何があるか見ます: ls -ld "${path}"`, en: `see what it is: ls -ld "${path}"` },
    cause,
  });
}

function refuseForeignFolder(root: string): void {
  if (!existsSync(root) || existsSync(join(root, marker))) return;
  let entries: string[];
  try {
    entries = readdirSync(root);
  } catch (cause) {
    throw new UserError('not-a-folder', { ja: `${root} は読めるフォルダーではありません`, en: `${root} is not a folder that can be read` }, { why: (cause as Error).message, next: 'boyacky-lab start another-folder', exitCode: ExitCode.usage, cause });
  }
  if (entries.length === 0) return;
  throw new UserError('folder-not-empty', { ja: `フォルダー ${root} は空ではなく、ワークスペースでもありません`, en: `The folder ${root} is not empty and is not a workspace` }, {
    why: { ja: `ワークショップのファイルは専用のフォルダーに置きます。ここにはほかのものが ${entries.length} 個あります（${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ', …' : ''}）。`, en: `The workshop keeps its files in a folder of its own, and this one has ${entries.length} other ${entries.length === 1 ? 'entry' : 'entries'} in it (${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ', …' : ''}).` },
    next: 'boyacky-lab start boyacky-workshop',
    exitCode: ExitCode.usage,
  });
}
