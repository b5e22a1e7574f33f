import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet } from '../../verdict.js';
import { copyApp } from './copy-app.js';

/** The packages of the lock file, no newer and no older ones. */
export const install: Step = {
  id: 'local.install',
  kind: 'state',
  commands: async () => ['npm ci --prefix boyacky'],
  check: checkInstalled,
  solve: async (context) => {
    const { app, signal, say, workspace } = context;
    await copyApp.solve(context);
    if (!app.installed(workspace.appDir)) await app.install(workspace.appDir, { onOutput: say, signal });
  },
};

async function checkInstalled({ app, workspace }: StepContext): Promise<Verdict> {
  if (app.installed(workspace.appDir)) {
    return done({ ja: 'パッケージは node_modules にあります', en: 'the packages are in node_modules' });
  }
  return notYet(
    { ja: `${workspace.appDir} にパッケージが入っている`, en: `the packages are installed in ${workspace.appDir}` },
    { ja: 'node_modules がありません', en: 'there is no node_modules' },
    { ja: 'npm ci --prefix boyacky を実行します。', en: 'Type: npm ci --prefix boyacky' },
  );
}
