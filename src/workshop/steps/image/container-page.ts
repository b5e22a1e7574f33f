import type { Container } from '../../../containers/engine.js';
import type { BoyackyPage } from '../local/boyacky-page.js';
import { openLocalPage } from '../local/local-address.js';
import { portTakenVerdict } from '../local/port-taken.js';
import { diagnoseExit } from '../../diagnosis/diagnose-exit.js';
import { tellDiagnosis } from '../../diagnosis/tell-diagnosis.js';
import { appPort, names } from '../../names.js';
import type { StepContext, Text, Verdict } from '../../types.js';
import { notYet, plain, waiting } from '../../verdict.js';
import { shortId } from './describe-image.js';
import { findOnPort, findWebContainers, publishes } from './web-containers.js';

/** The page of the container that publishes `hostPort`, or the verdict that says why there is none yet. */
export async function openContainerPage(context: StepContext, hostPort: number): Promise<{ container: Container; home: BoyackyPage } | Verdict> {
  const expected = {
    ja: `${names.localImage} のコンテナが http://localhost:${hostPort} で応答する`,
    en: `a container of ${names.localImage} answers on http://localhost:${hostPort}`,
  };
  const container = await findOnPort(context, hostPort);
  const answer = await openLocalPage(context, hostPort);
  if (container === undefined) {
    if (answer.who === 'stranger') return portTakenVerdict(hostPort, context.ports, expected);
    return explainMissing(context, await findWebContainers(context), hostPort, expected, answer.who === 'boyacky');
  }
  if (answer.who === 'boyacky') return { container, home: answer.home };
  const inside = container.ports.find((port) => port.hostPort === hostPort)?.containerPort;
  if (inside !== appPort) {
    return notYet(expected, plain(`-p ${hostPort}:${inside ?? '?'}`), {
      ja: `コンテナの中で待ち受けているのは ${appPort} です: -p ${hostPort}:${appPort} で動かし直します。`,
      en: `Inside of the container the app listens on ${appPort}: run it again with -p ${hostPort}:${appPort}.`,
    });
  }
  return waiting(
    { ja: `コンテナ ${shortId(container.id)} の起動を待っています`, en: `the container ${shortId(container.id)} is starting` },
    Date.parse(container.startedAt ?? container.createdAt),
    { ja: '数秒', en: 'a few seconds' },
  );
}

async function explainMissing({ engine }: StepContext, containers: readonly Container[], hostPort: number, expected: Text, answeredByProcess: boolean): Promise<Verdict> {
  const command = `docker container run -d -p ${hostPort}:${appPort} ${names.localImage}`;
  const fix = { ja: `boyacky フォルダーでなくてもかまいません: ${command}`, en: `From any folder: ${command}` };
  if (answeredByProcess) {
    return notYet(
      expected,
      { ja: 'Boyacky は応答しますが、コンテナではなくこのマシンのプロセスです', en: 'Boyacky answers, but as a process of this machine, not from a container' },
      { ja: '第 2 章の Boyacky を止めてから（Ctrl-C）、コンテナを動かします。', en: 'Stop the Boyacky of chapter 2 (Ctrl-C), then run the container.' },
    );
  }
  const exited = containers.find((container) => container.state === 'exited' && publishes(container, hostPort));
  if (exited !== undefined) return explainEnded(exited, await engine.logs(exited.id, { tail: 20 }), expected);
  const unpublished = containers.find(({ state, ports }) => state === 'running' && ports.length === 0);
  if (unpublished !== undefined) {
    return notYet(
      expected,
      { ja: `コンテナ ${shortId(unpublished.id)} は動いていますが、ポートを公開していません`, en: `the container ${shortId(unpublished.id)} runs, but publishes no port` },
      { ja: `止めて、 -p ${hostPort}:${appPort} を付けて動かし直します: ${command}`, en: `Stop it and run it with -p ${hostPort}:${appPort}: ${command}` },
    );
  }
  const unstarted = containers.find((container) => container.state === 'created' && container.error !== undefined && publishes(container, hostPort));
  if (unstarted !== undefined && !containers.some(({ state }) => state === 'running')) return explainEnded(unstarted, '', expected);
  const elsewhere = containers.filter(({ state }) => state === 'running').flatMap(({ ports }) => ports.map((port) => port.hostPort));
  const observed =
    elsewhere.length === 0
      ? { ja: 'コンテナが動いていません', en: 'no container runs' }
      : { ja: `動いているのはポート ${elsewhere.join('、')} です`, en: `one runs on port ${elsewhere.join(', ')}` };
  return notYet(expected, observed, fix);
}

/** Ended, or never begun: why, in its last words or the engine's. */
function explainEnded({ id, state, exitCode, error, outOfMemory }: Container, log: string, expected: Text): Verdict {
  // Of one that ended as it was told to, the log tells of other things.
  const wasStopped = exitCode === 0 || exitCode === 143;
  const why = diagnoseExit(state === 'created' ? undefined : exitCode, [error ?? '', outOfMemory ? 'out of memory' : '', wasStopped ? '' : log].join('\n'));
  const told = why === undefined ? plain('') : tellDiagnosis(why);
  return notYet(
    expected,
    state === 'created'
      ? { ja: `コンテナ ${shortId(id)} は始められませんでした。${told.ja}`, en: `the container ${shortId(id)} could not be started: ${told.en}` }
      : { ja: `コンテナ ${shortId(id)} は終わっています（終了コード ${exitCode ?? '?'}）${told.ja}`, en: `the container ${shortId(id)} has ended with exit code ${exitCode ?? '?'} ${told.en}`.trim() },
    { ja: `理由を見ます: docker container logs ${shortId(id)}${why === undefined ? '' : ` 。${why.fix.ja}`}`, en: `See why: docker container logs ${shortId(id)}${why === undefined ? '' : `. ${why.fix.en}`}` },
  );
}
