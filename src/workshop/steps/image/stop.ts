import { factOf } from '../../fact.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet } from '../../verdict.js';
import { shortId } from './describe-image.js';
import { findWebContainers } from './web-containers.js';

const stopped = factOf('image.stop', 'stopped');

/** Stopped and removed: a container is cheap to make again, and the ports are wanted later. */
export const stop: Step = {
  id: 'image.stop',
  kind: 'moment',
  restsOn: ['image.run', 'image.run-8081'],
  commands: async (context) => {
    const ids = (await findWebContainers(context)).map(({ id }) => shortId(id)).join(' ');
    return [`docker container stop ${ids}`, `docker container rm ${ids}`];
  },
  check: checkStopped,
  solve: async (context) => {
    const { clock, engine, ledger, progress, signal } = context;
    for (const { id, name } of await findWebContainers(context)) {
      await engine.stop(id, { signal });
      await engine.removeContainer(id, { force: true });
      ledger.deleted({ kind: 'local-container', id: name });
    }
    if (progress.fact(stopped) === undefined) progress.remember(stopped, String(clock.now()));
  },
};

async function checkStopped(context: StepContext): Promise<Verdict> {
  const { ports, progress } = context;
  const left = await findWebContainers(context);
  const expected = { ja: 'この章のコンテナは、止まって消えている', en: 'the containers of this chapter are stopped and removed' };
  if (left.length > 0) {
    const told = left.map(({ id, state }) => `${shortId(id)} (${state})`);
    const ids = left.map(({ id }) => shortId(id)).join(' ');
    return notYet(
      expected,
      { ja: `残っています: ${told.join('、')}`, en: `still there: ${told.join(', ')}` },
      { ja: `docker container stop ${ids} のあと docker container rm ${ids} です。止めただけでは消えません。`, en: `docker container stop ${ids}, then docker container rm ${ids}: stopping alone does not remove.` },
    );
  }
  // That there is none proves nothing while none was ever seen.
  if (progress.witnessed('image.run') === undefined && progress.fact(stopped) === undefined) {
    return notYet(expected, { ja: 'まだ一度も動かしていません', en: 'none was ever run' }, { ja: '先にコンテナを動かします。', en: 'Run a container first.' });
  }
  return done({ ja: `ポート ${ports.app} と ${ports.second} は空きました`, en: `the ports ${ports.app} and ${ports.second} are free again` });
}
