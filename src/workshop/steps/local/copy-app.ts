import { join } from 'node:path';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';

const essentials = ['package.json', 'package-lock.json', join('src', 'server.js'), join('src', 'boyaki.js'), join('src', 'page.js')];

/** The learner's own copy, to be changed in chapter 9. What is there already is never overwritten. */
export const copyApp: Step = {
  id: 'local.copy-app',
  kind: 'state',
  commands: async ({ workspace }) => [`cp -R "${workspace.assets.sampleApp}/." boyacky`],
  check: checkCopy,
  solve: async (context) => {
    const { workspace, say } = context;
    if (findMissing(context).length === 0) return;
    workspace.copy(workspace.assets.sampleApp, workspace.appDir);
    say(plain(workspace.appDir));
  },
};

async function checkCopy(context: StepContext): Promise<Verdict> {
  const { appDir } = context.workspace;
  const missing = findMissing(context);
  if (missing.length === 0) return done({ ja: `ソースは ${appDir} にあります`, en: `the source is in ${appDir}` });
  return notYet(
    { ja: `サンプルアプリが ${appDir} にある`, en: `the sample app is in ${appDir}` },
    missing.length === essentials.length
      ? { ja: 'まだありません', en: 'it is not there yet' }
      : { ja: `足りないファイルがあります: ${missing.join('、')}`, en: `files are missing: ${missing.join(', ')}` },
    { ja: 'サンプルアプリを中身ごとコピーします。', en: 'Copy the sample app with all that is in it.' },
  );
}

function findMissing({ workspace }: StepContext): string[] {
  return essentials.filter((file) => !workspace.exists(join(workspace.appDir, file)));
}
