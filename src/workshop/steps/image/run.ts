import { appPort, names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done } from '../../verdict.js';
import { build } from './build.js';
import { openContainerPage } from './container-page.js';
import { shortId } from './describe-image.js';
import { findLatest, firstImage, latestImage, noteFirstImage } from './local-image.js';
import { ensureWebContainer, webContainersAsResources } from './web-containers.js';

/** The page comes up on the same port, this time out of a container. */
export const run: Step = {
  id: 'image.run',
  kind: 'moment',
  restsOn: ['image.build'],
  makes: webContainersAsResources,
  commands: async ({ ports }) => [`docker container run -d -p ${ports.app}:${appPort} ${names.localImage}`, 'docker container ls'],
  check: checkRunning,
  solve: ensureFirstContainer,
};

/** The container of the image that was built first, which the following steps look into. */
export async function ensureFirstContainer(context: StepContext): Promise<void> {
  const { engine, progress } = context;
  await build.solve(context);
  const latest = await findLatest(context);
  if (latest !== undefined) noteFirstImage(context, latest);
  const first = progress.fact(firstImage) ?? '';
  const hasMovedOn = first !== latest?.id && (await engine.inspectImage(first)) !== undefined;
  await ensureWebContainer(context, context.ports.app, hasMovedOn ? first : latestImage);
}

async function checkRunning(context: StepContext): Promise<Verdict> {
  const seen = await openContainerPage(context, context.ports.app);
  if ('verdict' in seen) return seen;
  return done({
    ja: `コンテナ ${shortId(seen.container.id)}（${seen.container.name}）の Boyacky ${seen.home.version} が http://localhost:${context.ports.app} で応答しました`,
    en: `Boyacky ${seen.home.version} answers on http://localhost:${context.ports.app} from the container ${shortId(seen.container.id)} (${seen.container.name})`,
  });
}
