import { EngineError } from '../../engine.js';

/** A Dockerfile that docker would refuse as well; its words, with the line. */
export function dockerfileError(line: number, problem: string): EngineError {
  return new EngineError('dockerfile', `Error response from daemon: dockerfile parse error line ${line}: ${problem}`);
}

/** What docker can do and the practice engine cannot: refused by name, never done halfway. */
export function unsupportedInDockerfile(line: number, what: string): EngineError {
  return new EngineError('unsupported', `${what} is not supported by the practice engine (line ${line}): install Docker`, {
    hint: { ja: '作れるものは docs/practice-engine.md にあります。Docker があるなら: --engine docker', en: 'docs/practice-engine.md lists what it can build; with Docker installed: --engine docker' },
  });
}
