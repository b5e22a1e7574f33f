import type { Container, EngineError } from '../../../containers/engine.js';
import { replaceFile } from '../../edits/replace-file.js';
import { isNamed } from '../../explain-failure.js';
import { look } from '../../look.js';
import type { LocalPorts } from '../../local-ports.js';
import { appPort } from '../../names.js';
import type { Obstacle } from '../../obstacle.js';
import type { StepContext } from '../../types.js';
import { obstaclesOf, type FindObstacles } from '../../with-obstacles.js';
import { stopLocalApp } from '../local/app-process.js';
import { findOtherProcess } from '../local/obstacles.js';
import { shortId } from './describe-image.js';
import { dockerfile } from './dockerfile.js';
import { ignore } from './ignore.js';
import { buildLatest, findLatest, solutionFile } from './local-image.js';
import { findPassedCredentials } from './no-credentials.js';
import { listFiles } from './needless-files.js';
import { findWebContainers, isOurs, nameFor, publishes } from './web-containers.js';

/** A Dockerfile that does not do, by its own check or because the build has failed. */
export const findDockerfileObstacles: FindObstacles = async (context, failure) => {
  const failed = isNamed<EngineError>(failure, 'EngineError') && ['dockerfile', 'build-failed', 'unsupported'].includes(failure.code);
  if (!failed && (await look(dockerfile, context)).verdict === 'done') return [];
  return replaceBySolution(context, 'Dockerfile');
};

export const findIgnoreObstacles: FindObstacles = async (context) => ((await look(ignore, context)).verdict === 'done' ? [] : replaceBySolution(context, 'dockerignore'));

/** What the app stops of ours, what runs without doing what it should, and an image of which nothing can run. */
export const findFirstContainerObstacles = containerObstacles('app');
/** Of the new image, and with nothing in it that is not needed. */
export const findSecondContainerObstacles: FindObstacles = obstaclesOf(findIgnoreObstacles, rebuildWhereNeedless, containerObstacles('second'));

/** One that was given credentials: without them the lesson shows itself. */
export const findTrustedContainer: FindObstacles = async (context) => {
  const holder = await findHolder(context, context.ports.app);
  return holder !== undefined && (await findPassedCredentials(context, holder)).length > 0 ? [replace(context, holder)] : [];
};

/** Theirs gives way to the solution's, and is kept beside. */
export function replaceBySolution(context: StepContext, name: 'Dockerfile' | 'dockerignore'): readonly Obstacle[] {
  const { workspace } = context;
  return replaceFile(name === 'Dockerfile' ? workspace.dockerfile : workspace.dockerignore, workspace.read(solutionFile(context, name)), context);
}

function containerObstacles(which: keyof LocalPorts): FindObstacles {
  return async (context) => {
    const hostPort = context.ports[which];
    const found: Obstacle[] = [];
    if (which === 'app' && context.app.running() !== undefined) {
      found.push({ what: { ja: '第 2 章で起動した Boyacky を止めて、ポートを空けます。', en: 'The Boyacky of chapter 2 is stopped, so that its port is free.' }, mend: () => stopLocalApp(context) });
    }
    const holder = await findHolder(context, hostPort);
    if (holder === undefined && found.length === 0 && which === 'app') found.push(...(await findOtherProcess(context)));
    if (holder !== undefined && !(await isRight(context, holder, hostPort))) found.push(replace(context, holder));
    const named = await context.engine.inspectContainer(nameFor(hostPort));
    // One of ours is replaced by `solve`; this one has our name and is the learner's.
    if (named !== undefined && named.id !== holder?.id && !isOurs(named)) found.push(replace(context, named));
    return [...found, ...(await findBrokenImage(context, hostPort))];
  };
}

async function findHolder(context: StepContext, hostPort: number): Promise<Container | undefined> {
  return (await findWebContainers(context)).find((container) => container.state === 'running' && publishes(container, hostPort));
}

async function isRight(context: StepContext, { ports, imageId }: Container, hostPort: number): Promise<boolean> {
  const inside = ports.find((port) => port.hostPort === hostPort)?.containerPort;
  return inside === appPort && (hostPort === context.ports.app || imageId === (await findLatest(context))?.id);
}

function replace({ engine, ledger }: StepContext, { id, name, image }: Container): Obstacle {
  return {
    what: { ja: `コンテナ ${shortId(id)}（${name}、${image}）を消して、正しく動かし直します。`, en: `The container ${shortId(id)} (${name}, of ${image}) is removed, and one is run as it should be.` },
    mend: async () => {
      await engine.removeContainer(id, { force: true });
      ledger.deleted({ kind: 'local-container', id: name });
    },
  };
}

/** The last container of the newest image ended by itself with an error: another one would, too. */
async function findBrokenImage(context: StepContext, hostPort: number): Promise<readonly Obstacle[]> {
  const latest = await findLatest(context);
  const last = (await findWebContainers(context)).find((container) => publishes(container, hostPort) && container.imageId === latest?.id);
  if (last?.state !== 'exited' || [0, 137, 143].includes(last.exitCode ?? 0)) return [];
  return [
    ...replaceBySolution(context, 'Dockerfile'),
    buildAgain(context, { ja: `イメージを、いまある材料からつくり直します（いまのイメージのプログラムは ${last.exitCode ?? '?'} で終わりました）。`, en: `The image is built again of what is there now (the program of this one ended with ${last.exitCode ?? '?'}).` }),
  ];
}

/** The second image still holds what .dockerignore names now. */
async function rebuildWhereNeedless(context: StepContext): Promise<readonly Obstacle[]> {
  const holder = await findHolder(context, context.ports.second);
  if (holder === undefined || holder.imageId !== (await findLatest(context))?.id || (await listFiles(context, holder)).needless.length === 0) return [];
  return [buildAgain(context, { ja: 'イメージを .dockerignore に従ってつくり直します。', en: 'The image is built again as .dockerignore says.' }), replace(context, holder)];
}

function buildAgain(context: StepContext, what: Obstacle['what']): Obstacle {
  return {
    what,
    mend: async () => {
      await dockerfile.solve(context);
      await buildLatest(context);
    },
  };
}

