import type { Container, EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import { factOf } from '../../fact.js';
import { appPort, names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { shortId } from './describe-image.js';
import { latestImage } from './local-image.js';
import { ensureFirstContainer } from './run.js';
import { findOnPort, findWebContainers, publishes, removeLeftover, runWebContainer } from './web-containers.js';

const words = factOf('image.port-taken', 'words');
const name = 'boyacky-web-port-taken';
const refusal = /port is already allocated|address already in use|ports are not available/i;

/** Succeeds when it fails: a port of the machine has one owner. What failed to start stays behind, created. */
export const portTaken: Step = {
  id: 'image.port-taken',
  kind: 'moment',
  commands: async ({ ports }) => [`docker container run -d -p ${ports.app}:${appPort} ${names.localImage}`, 'docker container ls -a'],
  afterwards: async (context) => {
    const failed = await findFailed(context);
    return failed === undefined ? [] : [`docker container rm ${shortId(failed.id)}`];
  },
  check: checkRefused,
  solve: async (context) => {
    const { engine, ledger, progress } = context;
    if (progress.fact(words) !== undefined) return;
    await ensureFirstContainer(context);
    await removeLeftover(context, name);
    try {
      await runWebContainer(context, { name, hostPort: context.ports.app, image: latestImage });
    } catch (error) {
      if (!isNamed<EngineError>(error, 'EngineError') || error.code !== 'port-allocated') throw error;
      progress.remember(words, error.message);
    }
    // Once its lesson is taught, the half-made container would only be in the way.
    await engine.removeContainer(name, { force: true });
    ledger.deleted({ kind: 'local-container', id: name });
  },
};

async function checkRefused(context: StepContext): Promise<Verdict> {
  const said = context.progress.fact(words);
  if (said !== undefined) return done(plain(said));
  const holder = await findOnPort(context, context.ports.app);
  const failed = await findFailed(context);
  if (failed !== undefined && holder !== undefined) {
    return done(plain(failed.error ?? `${shortId(failed.id)}: ${failed.state}`), {
      // Kept and shown again later, when it may be gone; how to remove it is said as long as it is there.
      ja: `これを見たとき、起動できなかったコンテナ ${shortId(failed.id)} が残っていました`,
      en: `the container ${shortId(failed.id)}, which could not start, was left behind when this was seen`,
    });
  }
  const command = `docker container run -d -p ${appPort}:${appPort} ${names.localImage}`;
  return notYet(
    { ja: `もう 1 つ ${appPort} で動かそうとして「port is already allocated」というエラーになる`, en: `a second container on ${appPort} is refused: "port is already allocated"` },
    holder === undefined ? { ja: `${appPort} で動いているコンテナがありません`, en: `no container runs on ${appPort}` } : { ja: 'まだ試していません', en: 'it was not tried yet' },
    holder === undefined
      ? { ja: `先に 1 つ動かし、同じコマンドをもう一度打ちます: ${command}`, en: `Run one first, then type the same command again: ${command}` }
      : { ja: `止めずに、同じコマンドをもう一度打ちます: ${command}`, en: `Leave it running and type the same command again: ${command}` },
  );
}

/** The half-made container that a refused start leaves behind. */
async function findFailed(context: StepContext): Promise<Container | undefined> {
  const containers = await findWebContainers(context);
  return containers.find((container) => container.state !== 'running' && publishes(container, appPort) && (container.state === 'created' || refusal.test(container.error ?? '')));
}
