import { DockerSyntaxError } from '../../../shared/docker-syntax-error.js';
import { matchIgnorePatterns, toExpression, type IgnoreMatcher } from '../../../shared/ignore-patterns.js';
import { EngineError } from '../../engine.js';

/** The .dockerignore of a build context. @throws EngineError `dockerfile`, in docker's words, with the line. */
export function readIgnoreFile(source: string): IgnoreMatcher {
  return inEngineWords(() => matchIgnorePatterns(source), (line) => ` (.dockerignore line ${line})`);
}

/** A pattern of COPY or of find, which have no "**": two stars match what one does. @throws EngineError `dockerfile` */
export function readGlob(pattern: string): RegExp {
  return inEngineWords(() => toExpression(pattern.replace(/\*{2,}/g, '*'), 1), () => '');
}

function inEngineWords<T>(read: () => T, where: (line: number) => string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DockerSyntaxError)) throw error;
    throw new EngineError('dockerfile', `error checking context: ${error.message}${where(error.line)}`);
  }
}
