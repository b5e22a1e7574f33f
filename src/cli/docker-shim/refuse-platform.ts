import type { ParsedArguments } from './parse-arguments.js';
import { refuse, type ShimContext } from './shim-context.js';

/** `--platform` is fine for what the engine has anyway, and refused for all else. */
export async function refusePlatform({ engine }: ShimContext, args: ParsedArguments): Promise<void> {
  const platform = args.value('platform');
  if (platform === undefined) return;
  const { architecture = '' } = await engine.status();
  if (platform !== `linux/${architecture}`) throw refuse(`--platform ${platform} on a machine with linux/${architecture}`);
}
