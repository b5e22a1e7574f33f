import type { EngineError } from '../../containers/engine.js';
import { isNamed } from '../../workshop/explain-failure.js';
import { findCommand } from './find-command.js';
import { commandHelp, overview } from './help.js';
import { parseArguments } from './parse-arguments.js';
import { ShimError, type ShimContext } from './shim-context.js';
import { tell } from './tell.js';

/** Runs one docker command line on the practice engine; answers docker's exit code for it. */
export async function runDocker(context: ShimContext, argv: readonly string[]): Promise<number> {
  let refused = 1;
  try {
    const found = findCommand(argv);
    if (found === undefined) {
      context.out(overview(context.language));
      return 0;
    }
    const { command, args } = found;
    if (args[0] === '--help' || (!command.flagsFirst && args.includes('--help'))) {
      context.out(commandHelp(command, context.language));
      return 0;
    }
    // docker keeps 1 to 124 for the program inside.
    if (command.names.includes('run')) refused = 125;
    return await command.run(context, parseArguments(command, args));
  } catch (error) {
    if (error instanceof ShimError || isNamed<EngineError>(error, 'EngineError')) return tell(context, error, refused);
    throw error;
  }
}
