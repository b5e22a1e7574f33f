import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrFail, runProgram } from './run-program.mjs';

/** The course with its packages from the registry and every wait takes a minute or two; more means that it hangs. */
const courseDeadlineMs = 300_000;

/**
 * An empty folder and an empty HOME with a warmed npm cache, as after a first `npm ci` on this machine.
 * @typedef {{ cwd: string, env: NodeJS.ProcessEnv, runLab: (args: readonly string[]) => ReturnType<typeof runOrFail>, endpoint: () => Record<string, string>, remove: () => Promise<void> }} LearnerFolder
 */

/** @param {import('./package-copy.mjs').PackageCopy} copy @returns {LearnerFolder} */
export function makeLearnerFolder(copy) {
  const base = mkdtempSync(join(tmpdir(), 'boyacky-lab-bench-'));
  const [cwd, home] = [join(base, 'folder'), join(base, 'home')];
  mkdirSync(cwd);
  mkdirSync(home);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|BOYACKY_|npm_(lifecycle|package))/.test(name));
  const env = { ...Object.fromEntries(inherited), HOME: home, CI: '1', LANG: 'C.UTF-8', npm_config_cache: npmCache, npm_config_update_notifier: 'false' };
  const options = { cwd, env, deadlineMs: courseDeadlineMs };
  return {
    cwd,
    env,
    runLab: (args) => runOrFail(process.execPath, [copy.bin, ...args], options),
    endpoint: () => JSON.parse(readFileSync(join(cwd, 'boyacky-workshop', '.boyacky-lab', 'sandbox', 'endpoint.json'), 'utf8')),
    remove: async () => {
      // What a run that failed left behind; after a good one there is nothing.
      if (existsSync(join(cwd, 'boyacky-workshop'))) {
        await runProgram(process.execPath, [copy.bin, 'cleanup', '--yes'], options);
        await runProgram(process.execPath, [copy.bin, 'sandbox', 'stop'], options);
      }
      rmSync(base, { recursive: true, force: true });
    },
  };
}

const npmCache = process.env['npm_config_cache'] ?? join(tmpdir(), 'boyacky-lab-bench-npm-cache');

/** Installs the sample app in a folder: fills the npm cache, and gives what a learner has after chapter 2. */
export async function installSampleApp(/** @type {import('./package-copy.mjs').PackageCopy} */ copy, /** @type {LearnerFolder} */ folder) {
  const app = join(folder.cwd, 'app');
  cpSync(copy.sampleApp, app, { recursive: true });
  await runOrFail('npm', ['ci', '--no-audit', '--no-fund'], { cwd: app, env: folder.env, deadlineMs: courseDeadlineMs });
  return app;
}
