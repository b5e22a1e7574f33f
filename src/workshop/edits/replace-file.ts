import { lstatSync } from 'node:fs';
import { relative } from 'node:path';
import type { Obstacle } from '../obstacle.js';
import type { StepContext } from '../types.js';
import { keepTheirs } from './keep-theirs.js';

/** The learner's file, as it is no good, gives way to `after`, and is kept beside. None where there is no file, or the same one. */
export function replaceFile(path: string, after: string, context: StepContext): readonly Obstacle[] {
  const { workspace } = context;
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return [];
  const before = there.isFile() ? workspace.read(path) : undefined;
  if (before === after) return [];
  const name = relative(workspace.root, path);
  return [
    {
      what: { ja: `${name} を解答のものに置き換えます（あなたのものは ${name}.yours として残します）。`, en: `${name} is replaced by that of the solution (yours is kept as ${name}.yours).` },
      edit: { path, label: name, before, after },
      mend: () => {
        keepTheirs(path, context);
        workspace.write(path, after);
        return Promise.resolve();
      },
    },
  ];
}
