import type { Session } from '../compose.js';
import type { Terminal } from '../io/terminal.js';
import { asUserError } from '../render/outside-error.js';
import { errorLines } from '../render/report-error.js';

/** Work that the outside may refuse: what it refuses is said, and the lesson goes on: undefined. A bug of ours is thrown on. */
export async function orSayRefusal<Result>({ context }: Pick<Session, 'context'>, terminal: Terminal, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    context.signal.throwIfAborted();
    const known = asUserError(error);
    if (known === undefined) throw error;
    for (const line of errorLines(known, terminal.language)) terminal.say(line);
    return undefined;
  }
}
