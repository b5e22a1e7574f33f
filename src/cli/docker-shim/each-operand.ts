import type { EngineError } from '../../containers/engine.js';
import { isNamed } from '../../workshop/explain-failure.js';
import { ShimError, type ShimContext } from './shim-context.js';
import { tell } from './tell.js';

/** Does one thing after another, as docker does with several names: a refusal is told, and the next one has its turn. */
export async function eachOperand(context: ShimContext, operands: readonly string[], work: (operand: string) => Promise<void>): Promise<number> {
  let exitCode = 0;
  for (const operand of operands) {
    try {
      await work(operand);
    } catch (error) {
      if (!(error instanceof ShimError) && !isNamed<EngineError>(error, 'EngineError')) throw error;
      exitCode = tell(context, error, 1);
    }
  }
  return exitCode;
}
