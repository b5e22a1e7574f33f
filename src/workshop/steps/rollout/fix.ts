import { join } from 'node:path';
import { UserError } from '../../../shared/user-error.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import type { Workspace } from '../../workspace.js';
import { done, notYet } from '../../verdict.js';
import { joinTexts } from '../taskdef/join-texts.js';
import { findFixFault, fixedVersion, type FixFile } from './find-fix-faults.js';
import { limit } from './texts.js';

const files: readonly FixFile[] = ['src/boyaki.js', 'src/page.js', 'package.json'];

/** The page asks for a short text, the create function makes sure of it, and the version tells the two apart. */
export const fixApp: Step = {
  id: 'rollout.fix',
  kind: 'state',
  commands: async () => ['$EDITOR boyacky/src/boyaki.js', '$EDITOR boyacky/src/page.js', '$EDITOR boyacky/package.json'],
  check: checkFix,
  solve: async ({ workspace, say }) => {
    const wrong = files.filter((file) => findFixFault(workspace, file) !== undefined);
    refuseToOverwrite(workspace, wrong.filter((file) => file !== 'package.json' && !isUnchanged(workspace, file)));
    for (const file of wrong) {
      workspace.write(join(workspace.appDir, file), fixedText(workspace, file));
      say({ ja: `直しました: ${file}`, en: `fixed: ${file}` });
    }
    if (wrong.includes('package.json')) raiseVersionOfLock(workspace);
  },
};

async function checkFix({ workspace }: StepContext): Promise<Verdict> {
  const faults = files.map((file) => findFixFault(workspace, file)).filter((fault) => fault !== undefined);
  if (faults.length === 0) {
    return done(
      { ja: `package.json は ${fixedVersion}、入力欄は maxlength=${limit}`, en: `package.json says ${fixedVersion}, the input has maxlength=${limit}` },
      { ja: 'src/boyaki.js は 1.0 から変わっています', en: 'src/boyaki.js is not that of 1.0 any more' },
    );
  }
  return notYet({ ja: `${workspace.appDir} のソースが 1.1 になっている`, en: `the source in ${workspace.appDir} is 1.1` }, joinTexts(faults), {
    ja: `入力欄に maxlength="${limit}" を付け、createBoyaki で ${limit} 文字に切り、version を ${fixedVersion} にします。`,
    en: `Give the input maxlength="${limit}", cut to ${limit} characters in createBoyaki, and set version to ${fixedVersion}.`,
  });
}

/** What the learner has written is the learner's: it is neither overwritten nor mended by guessing. */
function refuseToOverwrite(workspace: Workspace, files: readonly FixFile[]): void {
  if (files.length === 0) return;
  const paths = files.map((file) => join(workspace.appDir, file));
  throw new UserError('file-changed', `${paths.join(' and ')} ${paths.length === 1 ? 'has' : 'have'} changes of yours, and would be overwritten`, {
    why: 'Only files that are still those of version 1.0 are replaced by the solution.',
    next: `compare with ${paths.map((_, index) => join(workspace.assets.templates, 'fix-1.1', files[index] ?? '')).join(' and ')}, or put the original back: cp "${join(workspace.assets.sampleApp, files[0] ?? '')}" "${paths[0] ?? ''}"`,
  });
}

function isUnchanged(workspace: Workspace, file: FixFile): boolean {
  const path = join(workspace.appDir, file);
  return !workspace.exists(path) || workspace.read(path) === workspace.read(join(workspace.assets.sampleApp, file));
}

function fixedText(workspace: Workspace, file: FixFile): string {
  const { appDir, assets } = workspace;
  const solution = workspace.read(join(assets.templates, 'fix-1.1', file));
  const path = join(appDir, file);
  if (!workspace.exists(path)) return solution;
  if (file === 'package.json') return withVersion(workspace.read(path));
  // The solution's page takes the limit from the solution's boyaki.js, which the learner may have written otherwise.
  const stranded = file === 'src/page.js' && !/export const LIMIT\b/.test(workspace.read(join(appDir, 'src/boyaki.js')));
  return stranded ? workspace.read(path).replace('<input name="boyaki"', `<input name="boyaki" maxlength="${limit}"`) : solution;
}

function withVersion(text: string): string {
  const content = JSON.parse(text) as Record<string, unknown>;
  return `${JSON.stringify({ ...content, version: fixedVersion }, null, 2)}\n`;
}

/** The lock file says the version too, twice. */
function raiseVersionOfLock(workspace: Workspace): void {
  const path = join(workspace.appDir, 'package-lock.json');
  if (!workspace.exists(path)) return;
  const lock = JSON.parse(workspace.read(path)) as { packages?: Record<string, { version?: string }> };
  const { '': root, ...packages } = lock.packages ?? {};
  workspace.write(path, `${JSON.stringify({ ...lock, version: fixedVersion, packages: { '': { ...root, version: fixedVersion }, ...packages } }, null, 2)}\n`);
}
