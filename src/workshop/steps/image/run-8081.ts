import { appPort, names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet } from '../../verdict.js';
import { openContainerPage } from './container-page.js';
import { shortId } from './describe-image.js';
import { findLatest, latestImage } from './local-image.js';
import { rebuild } from './rebuild.js';
import { ensureWebContainer, findOnPort, isOurs, nameFor, removeLeftover, webContainersAsResources } from './web-containers.js';

/** One image, many containers: the new one answers on another port of this machine. */
export const run8081: Step = {
  id: 'image.run-8081',
  kind: 'moment',
  restsOn: ['image.rebuild'],
  makes: webContainersAsResources,
  commands: async ({ ports }) => [`docker container run -d -p ${ports.second}:${appPort} ${names.localImage}`, 'docker container ls'],
  check: checkRunning,
  solve: ensureSecondContainer,
};

/** The container of the newest image, which the following step looks into. */
export async function ensureSecondContainer(context: StepContext): Promise<void> {
  await rebuild.solve(context);
  const [latest, running] = [await findLatest(context), await findOnPort(context, context.ports.second)];
  if (running !== undefined && running.imageId !== latest?.id && isOurs(running)) await removeLeftover(context, nameFor(context.ports.second));
  await ensureWebContainer(context, context.ports.second, latestImage);
}

async function checkRunning(context: StepContext): Promise<Verdict> {
  const seen = await openContainerPage(context, context.ports.second);
  if ('verdict' in seen) return seen;
  const { container, home } = seen;
  const latest = await findLatest(context);
  if (latest !== undefined && container.imageId !== latest.id) {
    return notYet(
      { ja: `${context.ports.second} のコンテナは新しいイメージ ${shortId(latest.id)} から`, en: `the container on ${context.ports.second} is of the new image ${shortId(latest.id)}` },
      { ja: `古いイメージ ${shortId(container.imageId)} から動いています`, en: `it is of the older image ${shortId(container.imageId)}` },
      {
        ja: `docker container rm -f ${shortId(container.id)} で消し、もう一度動かします。`,
        en: `Take it away with docker container rm -f ${shortId(container.id)} and run it again.`,
      },
    );
  }
  return done({
    ja: `コンテナ ${shortId(container.id)} の Boyacky ${home.version} が http://localhost:${context.ports.second} で応答しました。中では同じ ${appPort} です`,
    en: `Boyacky ${home.version} answers on http://localhost:${context.ports.second} from the container ${shortId(container.id)}; inside it is ${appPort} as before`,
  });
}
