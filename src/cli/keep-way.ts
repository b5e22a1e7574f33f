import type { ContainerEngine, EngineError } from '../containers/engine.js';
import { isNamed } from '../workshop/explain-failure.js';
import { noWay } from '../workshop/no-way.js';
import type { Text } from '../workshop/types.js';
import type { RegistryWay } from './sandbox-process.js';

/**
 * An engine whose daemon may be elsewhere (Docker Desktop, a virtual machine): when it does not reach the sandbox's
 * registry, the way is looked after and what was asked for is tried once more.
 */
export function keepWay(engine: ContainerEngine, findWay: () => Promise<RegistryWay | undefined>): ContainerEngine {
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isNamed<EngineError>(error, 'EngineError') || error.code !== 'registry-unreachable') throw error;
      const found = await findWay();
      if (found?.way === 'none') throw Object.assign(error, { details: { ...error.details, hint: noWay } });
      return await work();
    }
  };
  return {
    ...engine,
    login: (request) => again(() => engine.login(request)),
    isLoggedIn: (registry, signal) => again(() => engine.isLoggedIn(registry, signal)),
    push: (reference, options) => again(() => engine.push(reference, options)),
    pull: (reference, options) => again(() => engine.pull(reference, options)),
  };
}

/** Said once at the start, where the way is not the usual one. undefined: nothing need be known. */
export function wayWords(found: RegistryWay | undefined): Text | undefined {
  switch (found?.way) {
    case 'relay':
    case 'relay-port':
      return {
        ja: 'エンジンのデーモンは別のところ（Docker Desktop や仮想マシン）で動いているので、このサンドボックスのレジストリまで中継するコンテナを 1 つ置きました。サンドボックスを止めると消えます。',
        en: "The engine's daemon runs elsewhere (Docker Desktop, a virtual machine), so a relay container carries the sandbox's registry to it. It goes when the sandbox stops.",
      };
    case 'none':
      return {
        ja: `エンジンのデーモンから、このサンドボックスのレジストリに届きません（${found.reason ?? ''}）。4 章のプッシュはできません。${noWay.ja}`,
        en: `The engine's daemon does not reach the sandbox's registry (${found.reason ?? ''}): the push in chapter 4 will fail. What to do: ${noWay.en}`,
      };
    default:
      return undefined;
  }
}
