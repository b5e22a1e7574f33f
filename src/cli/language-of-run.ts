import { findWorkspace } from '../workshop/workspace.js';
import { readProgress } from '../workshop/progress.js';
import type { Language } from '../workshop/types.js';
import { join } from 'node:path';
import { languageOf } from './io/terminal.js';

/** The language of the last word, when nothing else is known any more: the flag's, the workspace's, the environment's. */
export function languageOfRun(argv: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Language {
  const flag = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const asked = flag('--lang');
  if (asked === 'ja' || asked === 'en') return asked;
  try {
    const root = findWorkspace(flag('--workspace') ?? cwd);
    const language = root === undefined ? undefined : readProgress(join(root, '.boyacky-lab', 'progress.json'))?.language;
    return language ?? languageOf(env);
  } catch {
    return languageOf(env);
  }
}
