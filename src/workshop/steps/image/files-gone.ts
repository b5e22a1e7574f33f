import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { openContainerPage } from './container-page.js';
import { shortId } from './describe-image.js';
import { listFiles, needlessFiles } from './needless-files.js';
import { ensureSecondContainer } from './run-8081.js';
import { findOnPort } from './web-containers.js';

/** What .dockerignore names is not in the new container. */
export const filesGone: Step = {
  id: 'image.files-gone',
  kind: 'moment',
  restsOn: ['image.exec', 'image.run-8081'],
  commands: async (context) => {
    const container = await findOnPort(context, context.ports.second);
    return [`docker container exec ${container === undefined ? '<container id>' : shortId(container.id)} ls -al`];
  },
  check: checkGone,
  solve: ensureSecondContainer,
};

async function checkGone(context: StepContext): Promise<Verdict> {
  const seen = await openContainerPage(context, context.ports.second);
  if ('verdict' in seen) return seen;
  const { lines, needless } = await listFiles(context, seen.container);
  if (needless.length > 0) {
    return notYet(
      { ja: '新しいコンテナに不要なものがない', en: 'the new container has no unneeded files' },
      { ja: `まだ入っています: ${needless.join('、')}`, en: `still in it: ${needless.join(', ')}` },
      {
        ja: '.dockerignore に足してビルドし直し、このコンテナを消して新しいイメージから動かし直します。',
        en: 'Add it to .dockerignore and build again; then take this container away and run one of the new image.',
      },
    );
  }
  const before = (context.progress.fact(needlessFiles) ?? '').split(' ').filter((name) => name !== '');
  return done(
    before.length === 0
      ? { ja: '不要なものは入っていません', en: 'it has no unneeded files' }
      : { ja: `なくなったもの: ${before.join('、')}`, en: `gone: ${before.join(', ')}` },
    ...lines.map(plain),
  );
}
