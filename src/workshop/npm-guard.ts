import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language, Text } from './types.js';
import type { Workspace } from './workspace.js';

/**
 * Lays a package of its own into the workspace, so that npm, typed there without `--prefix boyacky`, says where the app
 * is instead of climbing to whatever package lies above: that may be this very program. `npx boyacky-lab` works there.
 * A package.json of the learner's own stays as it is. Writes only what is not there yet, or is another one.
 */
export function layNpmGuard(workspace: Workspace, program: string, language: Language): void {
  const manifest = join(workspace.root, 'package.json');
  if (workspace.exists(manifest) && !isOurs(workspace.read(manifest))) return;
  const folder = join(workspace.stateDir, 'npm');
  const files: Readonly<Record<string, string>> = {
    [join(folder, 'wrong-folder.mjs')]: wrongFolder(language),
    [join(folder, 'boyacky-lab.mjs')]: entry(program),
    [join(workspace.root, 'package-lock.json')]: lock,
    [manifest]: `${JSON.stringify(guard, null, 2)}\n`,
  };
  for (const [file, content] of Object.entries(files)) if (!workspace.exists(file) || workspace.read(file) !== content) workspace.write(file, content);
}

const name = 'boyacky-workshop';
const say = (what: string) => `node .boyacky-lab/npm/wrong-folder.mjs ${what}`;
const guard = {
  name,
  version: '0.0.0',
  private: true,
  description: 'The folder of the workshop. The app is in boyacky: npm start --prefix boyacky',
  bin: { 'boyacky-lab': '.boyacky-lab/npm/boyacky-lab.mjs' },
  scripts: { preinstall: say('ci'), start: say('start'), test: say('test') },
};
/** Without one `npm ci` would not come as far as our sentence. */
const lock = `${JSON.stringify({ name, version: guard.version, lockfileVersion: 3, packages: { '': { name, version: guard.version } } }, null, 2)}\n`;

function isOurs(manifest: string): boolean {
  return manifest.includes(guard.scripts.start);
}

function wrongFolder(language: Language): string {
  const text: Text = { ja: 'ここはワークスペースです。アプリは boyacky の中にあるので、こう打ちます: ', en: 'This is the folder of the workshop, and the app is in the folder boyacky. Type: ' };
  // npx links this package into its cache before it runs its program, and runs the script then, too.
  return `if (process.env.npm_command !== 'exec') {
  console.error(${JSON.stringify(`\n${text[language]}`)} + 'npm ' + process.argv[2] + ' --prefix boyacky\\n');
  process.exitCode = 1;
}
`;
}

function entry(program: string): string {
  return `#!/usr/bin/env node\nprocess.argv[1] = ${JSON.stringify(program)};\nawait import(${JSON.stringify(pathToFileURL(program).href)});\n`;
}
