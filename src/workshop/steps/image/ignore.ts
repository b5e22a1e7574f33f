import { join } from 'node:path';
import { applyEdits } from '../../edits/apply-edits.js';
import type { FileEdit } from '../../edits/file-edit.js';
import { newFile } from '../../edits/new-file.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet } from '../../verdict.js';
import { findEncodingFault } from './encoding-fault.js';
import { findIgnored } from './ignore-patterns.js';
import { tellSyntaxError } from './tell-syntax-error.js';
import { solutionFile } from './local-image.js';
import { needlessNames } from './needless-files.js';

const needed = ['src', 'public', 'package.json', 'package-lock.json'];
/** A folder whose files are left out is there, and empty. */
const withFiles = [...needed, 'src/server.js', 'public/style.css'];
/** Docker never copies a .git that is not there, and keeps the two files of its own out of harm's way. */
const wanted = [...needlessNames.filter((name) => name !== '.git' && name !== '.dockerignore'), 'node_modules'];

/** What stays out of the build context stays out of the image. */
export const ignore: Step = {
  id: 'image.ignore',
  kind: 'state',
  commands: async () => ['$EDITOR boyacky/.dockerignore'],
  check: checkIgnored,
  edits: editsOfIgnore,
  solve: async (context) => applyEdits(await editsOfIgnore(context), context),
};

async function editsOfIgnore(context: StepContext): Promise<readonly FileEdit[]> {
  return await Promise.resolve(newFile(context.workspace, context.workspace.dockerignore, solutionFile(context, 'dockerignore')));
}

/** What a .dockerignore leaves out, of what has to stay and of what had better go. */
export function readIgnored(text: string): { readonly lost: readonly string[]; readonly ignored: readonly string[] } | { readonly refused: Text } {
  try {
    const lost = findIgnored(text, withFiles).map((path) => path.split('/')[0] ?? path);
    return { lost: [...new Set(lost)], ignored: findIgnored(text, wanted) };
  } catch (error) {
    return { refused: tellSyntaxError(error) };
  }
}

async function checkIgnored({ workspace }: StepContext): Promise<Verdict> {
  const expected = { ja: `.dockerignore に ${wanted.join('、')} が挙がっている`, en: `.dockerignore names ${wanted.join(', ')}` };
  if (!workspace.exists(workspace.dockerignore)) {
    const misnamed = ['dockerignore', '.dockerignore.txt'].find((name) => workspace.exists(join(workspace.appDir, name)));
    return notYet(
      expected,
      misnamed === undefined ? { ja: 'ファイルがありません', en: 'there is no such file' } : { ja: `${misnamed} ならあります`, en: `there is a ${misnamed}` },
      { ja: `${workspace.dockerignore} を作り、1 行に 1 つずつ書きます。先頭の点を忘れずに。`, en: `Make ${workspace.dockerignore}, one name per line; do not forget the dot at the beginning.` },
    );
  }
  const text = workspace.read(workspace.dockerignore);
  const encoding = findEncodingFault(text, '.dockerignore');
  if (encoding !== undefined) return notYet(expected, encoding.observed, encoding.fix);
  const found = readIgnored(text);
  if ('refused' in found) return notYet(expected, found.refused, { ja: 'その行を直します。docker もビルドを断ります。', en: 'Fix that line: docker refuses to build with it.' });
  const { lost, ignored } = found;
  if (lost.length > 0) {
    return notYet(
      { ja: `アプリに要るもの（${needed.join('、')}）は残す`, en: `what the app needs stays (${needed.join(', ')})` },
      { ja: `${lost.join('、')} まで除かれています`, en: `${lost.join(', ')} is left out as well` },
      { ja: 'その行を消すか、「!名前」で戻します。', en: 'Delete that line, or take it back with "!name".' },
    );
  }
  const missing = wanted.filter((name) => !ignored.includes(name));
  if (missing.length === 0) return done({ ja: `イメージに入らないもの: ${ignored.join('、')}`, en: `kept out of the image: ${ignored.join(', ')}` });
  return notYet(
    expected,
    { ja: `${missing.join('、')} がまだ入ります`, en: `${missing.join(', ')} still gets in` },
    { ja: `.dockerignore に足します: ${missing.join(' ')}`, en: `Add to .dockerignore: ${missing.join(' ')}` },
  );
}
