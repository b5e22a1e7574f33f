import { join } from 'node:path';
import { UserError } from '../../../shared/user-error.js';
import { applyEdits } from '../../edits/apply-edits.js';
import { carryOver } from '../../edits/carry-over.js';
import type { FileEdit } from '../../edits/file-edit.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import type { Workspace } from '../../workspace.js';
import { cannotTell, done, notYet } from '../../verdict.js';
import { joinTexts } from '../taskdef/join-texts.js';
import { findFixFaults, fixedVersion } from './find-fix-faults.js';
import { limit } from './texts.js';
import { tryFix } from './try-fix.js';

/** The files that the fix changes. */
export const sources = ['src/boyaki.js', 'src/page.js'] as const;

/** The page asks for a short text, the create function makes sure of it, and the version tells the two apart. */
export const fixApp: Step = {
  id: 'rollout.fix',
  kind: 'state',
  commands: async () => ['$EDITOR boyacky/src/boyaki.js', '$EDITOR boyacky/src/page.js', '$EDITOR boyacky/package.json'],
  check: checkFix,
  edits: editsOfFix,
  solve: async (context) => {
    const { app, say, signal, workspace } = context;
    if (!app.installed(workspace.appDir)) await app.install(workspace.appDir, { onOutput: say, signal });
    if ((await checkFix(context)).verdict === 'done') return;
    applyEdits(await editsOfFix(context), context);
  },
};

async function checkFix(context: StepContext): Promise<Verdict> {
  const { app, workspace } = context;
  const expected = { ja: `${workspace.appDir} のアプリが 1.1 になっている`, en: `the app in ${workspace.appDir} is 1.1` };
  const missing = [...sources, 'package.json'].filter((file) => !workspace.exists(join(workspace.appDir, file)));
  if (missing.length > 0) {
    return notYet(expected, { ja: `${missing.join('、')} がありません`, en: `there is no ${missing.join(', ')}` }, { ja: 'boyacky-lab solve local.copy-app でソースを置きます。', en: 'Get the source: boyacky-lab solve local.copy-app' });
  }
  if (!app.installed(workspace.appDir)) {
    return cannotTell({ ja: 'パッケージが入っていないので、アプリを試せません', en: 'its packages are not installed, so the app cannot be tried' }, { ja: 'npm ci --prefix boyacky を実行します。', en: 'Type: npm ci --prefix boyacky' });
  }
  const fix = {
    ja: `$EDITOR boyacky/src/boyaki.js で createBoyaki が ${limit} 文字に切るようにし、 src/page.js の入力欄に maxlength="${limit}" を付け、 package.json の version を ${fixedVersion} にします。`,
    en: `$EDITOR boyacky/src/boyaki.js: let createBoyaki cut to ${limit} characters; give the input in src/page.js maxlength="${limit}"; set version in package.json to ${fixedVersion}.`,
  };
  const trial = await tryFix(context);
  if ('trouble' in trial) return notYet(expected, trial.trouble, fix);
  const faults = findFixFaults(trial);
  if (faults.length > 0) return notYet(expected, joinTexts(faults), fix);
  return done(
    { ja: `試しに送った長いボヤキは、どれも ${limit} 文字で登録されました`, en: `each long boyaki that was sent on trial was stored with ${limit} characters` },
    { ja: `入力欄は maxlength=${limit}、package.json は ${fixedVersion}`, en: `the input has maxlength=${limit}, package.json says ${fixedVersion}` },
  );
}

/** From what the learner has now to 1.1; a file that is changed elsewhere keeps those changes. */
async function editsOfFix({ workspace }: StepContext): Promise<readonly FileEdit[]> {
  const edits = [...sources.map((file) => editOf(workspace, file)), versionEdit(workspace, 'package.json'), versionEdit(workspace, 'package-lock.json')];
  return edits.filter((edit) => edit !== undefined && edit.before !== edit.after) as readonly FileEdit[];
}

/** The learner has changed the very lines that the fix changes. */
export function changesClash(workspace: Workspace, file: (typeof sources)[number]): boolean {
  const path = join(workspace.appDir, file);
  if (!workspace.exists(path)) return false;
  const [solution, original, current] = [join(workspace.assets.templates, 'fix-1.1', file), join(workspace.assets.sampleApp, file), path].map((each) => workspace.read(each)) as [string, string, string];
  return current !== original && current !== solution && carryOver(original, solution, current) === undefined;
}

function editOf(workspace: Workspace, file: (typeof sources)[number]): FileEdit {
  const path = join(workspace.appDir, file);
  const solution = workspace.read(join(workspace.assets.templates, 'fix-1.1', file));
  const before = workspace.exists(path) ? workspace.read(path) : undefined;
  const original = workspace.read(join(workspace.assets.sampleApp, file));
  const label = `boyacky/${file}`;
  if (before === undefined || before === original || before === solution) return { path, label, before, after: solution };
  const after = carryOver(original, solution, before);
  if (after !== undefined) return { path, label, before, after };
  throw new UserError('file-changed', { ja: `${path} の、修正で変える行に、あなたの変更があります`, en: `${path} has changes of yours in the lines that the fix changes` }, {
    why: { ja: 'あなたが書いたものです。上書きも、推測での修正もしません。', en: 'What you have written is yours: the program does not overwrite it and does not guess how to fix it.' },
    next: { ja: `${join(workspace.assets.templates, 'fix-1.1', file)} と見比べるか、元に戻します: cp "${join(workspace.assets.sampleApp, file)}" "${path}"`, en: `compare it with ${join(workspace.assets.templates, 'fix-1.1', file)}, or put the original back: cp "${join(workspace.assets.sampleApp, file)}" "${path}"` },
  });
}

/** Nothing but the version; the lock file says it twice. What is no JSON any more is ours again. */
function versionEdit(workspace: Workspace, file: 'package.json' | 'package-lock.json'): FileEdit | undefined {
  const path = join(workspace.appDir, file);
  if (!workspace.exists(path)) return undefined;
  const before = workspace.read(path);
  const text = readObject(before) ?? readObject(workspace.read(join(workspace.assets.sampleApp, file)));
  return text && { path, label: `boyacky/${file}`, before, after: `${JSON.stringify(raiseVersion(text), null, 2)}\n` };
}

interface PackageFile {
  readonly packages?: Readonly<Record<string, { readonly version?: string }>>;
}

function raiseVersion(text: PackageFile): PackageFile & { readonly version: string } {
  const { '': root, ...packages } = text.packages ?? {};
  return { ...text, version: fixedVersion, ...(text.packages === undefined ? {} : { packages: { '': { ...root, version: fixedVersion }, ...packages } }) };
}

/** undefined: it is no JSON, or holds something else than members. */
function readObject(text: string): PackageFile | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
