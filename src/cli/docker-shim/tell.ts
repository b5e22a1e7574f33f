import { wordsIn } from '../../shared/words.js';
import type { EngineError } from '../../containers/engine.js';
import { ShimError, type ShimContext } from './shim-context.js';

/** Says what was refused, in docker's words where they are docker's, with a hint where there is one; answers the exit code. */
export function tell({ err, language }: ShimContext, error: ShimError | EngineError, refused: number): number {
  if (error instanceof ShimError) {
    err(`${wordsIn(language, error.words)}\n`);
    return error.exitCode;
  }
  err(`${error.message}\n`);
  if (error.details.hint !== undefined) err(`${language === 'ja' ? 'ヒント' : 'hint'}: ${wordsIn(language, error.details.hint)}\n`);
  return error.code === 'interrupted' ? 130 : refused;
}
