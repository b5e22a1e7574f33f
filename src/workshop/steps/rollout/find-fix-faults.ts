import { join } from 'node:path';
import type { Text } from '../../types.js';
import type { Workspace } from '../../workspace.js';
import { limit } from './texts.js';

export type FixFile = 'package.json' | 'src/boyaki.js' | 'src/page.js';

export const fixedVersion = '1.1.0';

/**
 * What is still wrong in a file of the learner's app, by its text; undefined: nothing that can be seen so. Whether it
 * really works is for `rollout.local-check` to find out, by running it.
 */
export function findFixFault(workspace: Workspace, file: FixFile): Text | undefined {
  const { appDir, assets } = workspace;
  const path = join(appDir, file);
  if (!workspace.exists(path)) return { ja: `${file} がありません`, en: `there is no ${file}` };
  const text = workspace.read(path);
  switch (file) {
    case 'package.json':
      return findVersionFault(text);
    case 'src/page.js':
      return findPageFault(text, readIfThere(workspace, join(appDir, 'src/boyaki.js')));
    case 'src/boyaki.js':
      return findCutFault(text, workspace.read(join(assets.sampleApp, file)));
  }
}

function readIfThere(workspace: Workspace, path: string): string {
  return workspace.exists(path) ? workspace.read(path) : '';
}

function findVersionFault(text: string): Text | undefined {
  const version = /"version":\s*"([^"]*)"/.exec(text)?.[1];
  if (version === fixedVersion) return undefined;
  return { ja: `package.json の version が ${version ?? '未設定'}（${fixedVersion} のはず）`, en: `version in package.json is ${version ?? 'not set'} (should be ${fixedVersion})` };
}

function findPageFault(page: string, boyaki: string): Text | undefined {
  const value = /<input\b[^>]*\bmaxlength\s*=\s*["']?(\$\{\s*([\w.]+)\s*\}|\d+)/i.exec(page);
  if (value === null) return { ja: 'src/page.js の input に maxlength がありません', en: 'the input in src/page.js has no maxlength' };
  const [, written = '', name] = value;
  const number = name === undefined ? Number(written) : readConstant(name.split('.').at(-1) ?? name, `${page}\n${boyaki}`);
  if (number === undefined || number === limit) return undefined;
  return { ja: `src/page.js の maxlength が ${number} です（${limit} のはず）`, en: `maxlength in src/page.js is ${number} (should be ${limit})` };
}

/** undefined: it is worked out in a way that only running it tells. */
function readConstant(name: string, source: string): number | undefined {
  const value = new RegExp(`\\b(?:const|let|var)\\s+${name}\\s*=\\s*(\\d+)`).exec(source)?.[1];
  return value === undefined ? undefined : Number(value);
}

function findCutFault(text: string, original: string): Text | undefined {
  if (text === original) return { ja: `src/boyaki.js は 1.0 のままで、${limit} 文字に切っていません`, en: `src/boyaki.js is still that of 1.0 and does not cut to ${limit} characters` };
  // What counts in code units leaves half of an emoji behind.
  const byUnits = /\.(slice|substring|substr)\(\s*0\s*,\s*(20|\w*limit\w*)\s*\)/i.test(text) && !/Segmenter|Array\.from|\[\s*\.\.\./.test(text);
  if (!byUnits) return undefined;
  return {
    ja: 'src/boyaki.js は slice で切っています。絵文字は 2 つ以上のコード単位なので、途中で半分になります',
    en: 'src/boyaki.js cuts with slice: an emoji is two code units or more, and may be halved',
  };
}
