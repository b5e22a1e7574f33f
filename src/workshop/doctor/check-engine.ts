import type { ContainerEngine, EngineStatus } from '../../containers/engine.js';
import type { EnginesHere } from '../../containers/look-for-engines.js';
import { noWay } from '../no-way.js';
import { silentWords, wakeWords } from '../silent-engine.js';
import { plain, textOf } from '../verdict.js';
import type { Text } from '../types.js';
import type { Finding } from './finding.js';

/** What the lesson's Dockerfile begins with. */
const baseImage = 'node:24-alpine';

export interface EngineLook {
  readonly name: string;
  /** Its command and its daemon; what to type when either is missing. */
  readonly status: EngineStatus;
  readonly engine?: ContainerEngine;
  /** Real engines of this machine, where practice is used. */
  readonly others?: EnginesHere;
  /** How its daemon comes to the registry of the sandbox (undefined: it did not say); only where one runs. */
  readonly registryWay?: () => Promise<{ readonly way: 'direct' | 'relay' | 'relay-port' | 'none'; readonly reason?: string } | undefined>;
  /** Does the registry of public images answer? */
  readonly registryAnswers: () => Promise<boolean>;
  /** true on AWS: then images are run by Fargate, not here. */
  readonly forAws: boolean;
}

/** The engine's command, its daemon, its CPU against that of Fargate's tasks, and the image that the app's image begins with. */
export async function checkEngine(look: EngineLook): Promise<Finding[]> {
  const { name, status } = look;
  const fix = status.hint === undefined ? undefined : textOf(status.hint);
  if (status.missing === 'cli') return [{ id: 'engine.cli', result: 'fail', observed: { ja: `${name} がありません`, en: `${name} is not installed` }, fix }];
  const cli: Finding = { id: 'engine.cli', result: 'ok', observed: plain(name) };
  if (!status.available) return [cli, { id: 'engine.daemon', result: 'fail', observed: { ja: `${name} のデーモンが応答しません: ${status.reason ?? ''}`, en: `the daemon of ${name} does not answer: ${status.reason ?? ''}` }, fix }];
  if (look.engine?.isolation === 'process') return [cli, practice(look)];
  return [cli, { id: 'engine.daemon', result: 'ok', observed: { ja: `デーモンが応答しました: ${status.version ?? ''}`, en: `its daemon answers: ${status.version ?? ''}` } }, checkArchitecture(status.architecture), ...checkRootless(look), ...(await checkRegistryWay(look)), await checkBaseImage(look)];
}

/** On AWS nothing that it runs has to find this machine. */
function checkRootless({ name, status, forAws }: EngineLook): Finding[] {
  if (status.rootless !== true || forAws) return [];
  const observed: Text = { ja: `${name} は rootless で動いているので、コンテナからサンドボックスに届きません（そのための設定をしていなければ）`, en: `${name} is rootless: its containers do not reach the sandbox, unless it was set up for that` };
  return [{ id: 'engine.rootless', result: 'warn', observed, fix: noWay }];
}

async function checkRegistryWay({ registryWay }: EngineLook): Promise<Finding[]> {
  if (registryWay === undefined) return [];
  const id = 'engine.registry';
  const found = await registryWay();
  switch (found?.way) {
    case 'direct':
      return [{ id, result: 'ok', observed: { ja: 'デーモンから、サンドボックスのレジストリに届きます', en: "its daemon reaches the sandbox's registry" } }];
    case 'relay':
    case 'relay-port':
      return [{ id, result: 'ok', observed: { ja: 'デーモンから、中継するコンテナを通して、サンドボックスのレジストリに届きます', en: "its daemon reaches the sandbox's registry through a relay container" } }];
    case 'none': {
      const observed: Text = { ja: `デーモンから、サンドボックスのレジストリに届きません: ${found.reason ?? ''}`, en: `its daemon does not reach the sandbox's registry: ${found.reason ?? ''}` };
      return [{ id, result: 'fail', observed, fix: { ja: `boyacky-lab start が中継するコンテナを置きます。それでも届かなければ、${noWay.ja}`, en: `boyacky-lab start puts a relay container in between; if that does not help, ${noWay.en}` } }];
    }
    default:
      return [{ id, result: 'cannot-tell', observed: { ja: 'サンドボックスが答えませんでした', en: 'the sandbox did not answer' }, fix: plain('boyacky-lab sandbox start') }];
  }
}

/** Why there is no real engine at work: chosen so, none that answers, or none at all. */
function practice({ others, forAws }: EngineLook): Finding {
  const finding = { id: 'engine.daemon', result: forAws ? 'fail' : 'warn' } as const;
  const here = others?.answering?.name;
  if (here !== undefined) {
    const observed: Text = { ja: `${here} は応答しますが、選ばれている練習用のエンジン（隔離なし）を使います`, en: `${here} answers; the practice engine is used because it was chosen (no isolation)` };
    return { ...finding, observed, fix: { ja: `${here} を使うには: boyacky-lab start --engine ${here}`, en: `To use ${here}: boyacky-lab start --engine ${here}` } };
  }
  const silent = others?.silent[0];
  if (silent !== undefined) return { ...finding, observed: silentWords(silent, 'practice'), fix: wakeWords(silent, 'practice') };
  const observed: Text = { ja: 'コンテナのエンジンがないので、練習用のエンジン（隔離なし）を使います', en: 'no container engine: the practice engine takes its place (no isolation)' };
  return { ...finding, observed, fix: { ja: '本物で練習するには Docker を入れます: https://docs.docker.com/engine/install/', en: 'For the real thing install Docker: https://docs.docker.com/engine/install/' } };
}

/** The task definition is registered for the CPU of the image; Fargate has both. */
function checkArchitecture(architecture: string | undefined): Finding {
  const id = 'engine.architecture';
  if (architecture === 'amd64') return { id, result: 'ok', observed: plain('amd64 → runtimePlatform.cpuArchitecture X86_64') };
  if (architecture === 'arm64') return { id, result: 'warn', observed: { ja: 'arm64: タスク定義は ARM64 で登録します。X86_64 で登録すると exec format error になります', en: 'arm64: the task definition is registered for ARM64; registered for X86_64, tasks would end with "exec format error"' }, fix: { ja: 'X86_64 のイメージを作るなら: docker build --platform linux/amd64', en: 'To build for X86_64: docker build --platform linux/amd64' } };
  return { id, result: 'cannot-tell', observed: { ja: `CPU: ${architecture ?? 'わかりません'}`, en: `CPU: ${architecture ?? 'unknown'}` }, fix: plain('docker info --format "{{.Architecture}}"') };
}

async function checkBaseImage({ engine, registryAnswers }: EngineLook): Promise<Finding> {
  const id = 'base-image';
  if ((await engine?.inspectImage(baseImage)) !== undefined) return { id, result: 'ok', observed: { ja: `${baseImage} はもうここにあります`, en: `${baseImage} is here already` } };
  if (await registryAnswers()) return { id, result: 'ok', observed: { ja: `${baseImage}: レジストリが応答するので、ビルドのときに取れます`, en: `${baseImage}: its registry answers, so the build can pull it` } };
  return {
    id,
    result: 'fail',
    observed: { ja: `${baseImage} はここになく、Docker Hub にも届きません`, en: `${baseImage} is not here, and Docker Hub does not answer` },
    fix: { ja: 'つながる所で取っておきます: docker pull node:24-alpine', en: 'Pull it where there is a network: docker pull node:24-alpine' },
  };
}
