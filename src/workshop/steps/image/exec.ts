import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain } from '../../verdict.js';
import { shortId } from './describe-image.js';
import { openContainerPage } from './container-page.js';
import { noteFact } from '../local/note-fact.js';
import { listFiles, needlessFiles } from './needless-files.js';
import { ensureFirstContainer } from './run.js';
import { findOnPort } from './web-containers.js';

/** A look inside: `COPY . .` took along more than the app needs. */
export const exec: Step = {
  id: 'image.exec',
  kind: 'moment',
  restsOn: ['image.run'],
  commands: async (context) => {
    const container = await findOnPort(context, context.ports.app);
    return ['docker container ls', `docker container exec ${container === undefined ? '<container id>' : shortId(container.id)} ls -al`];
  },
  check: checkFiles,
  solve: ensureFirstContainer,
};

async function checkFiles(context: StepContext): Promise<Verdict> {
  const seen = await openContainerPage(context, context.ports.app);
  if ('verdict' in seen) return seen;
  const { lines, needless } = await listFiles(context, seen.container);
  noteFact(context.progress, needlessFiles, needless.join(' '));
  return done(
    needless.length === 0
      ? { ja: '実行に不要なものは、はじめから入っていません', en: 'it never contained any unneeded files' }
      : { ja: `実行に不要なもの: ${needless.join('、')}`, en: `not needed to run: ${needless.join(', ')}` },
    ...lines.map(plain),
  );
}
