import type { Readable } from 'node:stream';
import type { ContainerEngine } from '../../containers/engine.js';
import type { Language, Text } from '../../workshop/types.js';

/** What the docker of our shell works with: the practice engine behind it, and the terminal before it. */
export interface ShimContext {
  readonly engine: ContainerEngine;
  readonly language: Language;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly signal: AbortSignal;
  /** Both write exactly this text: whoever wants a line ends it. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A command that docker would have ended like this, or that the practice engine refuses. */
export class ShimError extends Error {
  override readonly name = 'ShimError';
  constructor(
    readonly words: Text | string,
    readonly exitCode = 1,
  ) {
    super(typeof words === 'string' ? words : words.en);
  }
}

/** Something that docker can do and the practice engine cannot, by its name. */
export function refuse(what: string, exitCode = 125): ShimError {
  return new ShimError(
    {
      ja: `${what} は練習用エンジンではできません。使うには Docker を入れてください: https://docs.docker.com/engine/install/ （できることの一覧: docker --help）`,
      en: `${what} is not supported by the practice engine: install Docker for it (https://docs.docker.com/engine/install/). docker --help lists what works here.`,
    },
    exitCode,
  );
}
