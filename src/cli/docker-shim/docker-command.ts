import type { Text } from '../../workshop/types.js';
import type { ParsedArguments } from './parse-arguments.js';
import type { ShimContext } from './shim-context.js';

export interface Flag {
  readonly name: string;
  readonly short?: string;
  readonly takesValue: boolean;
}

/** One command of docker that the practice engine can do, as data for the parser and the help. */
export interface DockerCommand {
  /** Every way to type it, the full one first: "image build", "build". */
  readonly names: readonly string[];
  /** What comes after the name, in docker's notation. */
  readonly usage: string;
  readonly about: Text;
  readonly flags: readonly Flag[];
  /** What docker knows besides: refused by name, and told apart from a typing mistake. "volume|v network". */
  readonly refusedFlags?: string;
  readonly operands: { readonly min: number; readonly max: number };
  /** `run` and `exec`: after the first operand everything belongs to the command inside. */
  readonly flagsFirst?: boolean;
  /** Answers the exit code. */
  readonly run: (context: ShimContext, args: ParsedArguments) => Promise<number>;
}

/** A flag that is there or not. */
export function toggle(name: string, short?: string): Flag {
  return { name, short, takesValue: false };
}

/** A flag with a value. */
export function option(name: string, short?: string): Flag {
  return { name, short, takesValue: true };
}
