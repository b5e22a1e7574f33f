import { option, toggle, type DockerCommand } from '../docker-command.js';
import type { ParsedArguments } from '../parse-arguments.js';
import { ShimError, type ShimContext } from '../shim-context.js';

/** `docker container logs`: what the program inside wrote. */
export const containerLogs: DockerCommand = {
  names: ['container logs', 'logs'],
  usage: '[OPTIONS] CONTAINER',
  about: { ja: 'コンテナの出力を見る', en: 'Show what a container wrote' },
  flags: [toggle('follow', 'f'), option('tail', 'n')],
  refusedFlags: 'since until timestamps|t details',
  operands: { min: 1, max: 1 },
  run: async (context, args) => {
    const [name = ''] = args.operands;
    const tail = readTail(args);
    if (!args.has('follow')) {
      context.out(await context.engine.logs(name, { tail }));
      return 0;
    }
    return await follow(context, name, tail);
  },
};

async function follow({ engine, out, signal }: ShimContext, name: string, tail: number | undefined): Promise<number> {
  const written = tail === undefined ? 0 : (await engine.logs(name)).split('\n').length - 1;
  let skip = tail === undefined ? 0 : Math.max(0, written - tail);
  await engine.followLogs(name, (line) => (skip > 0 ? skip-- : out(`${line}\n`)), signal);
  return signal.aborted ? 130 : 0;
}

function readTail(args: ParsedArguments): number | undefined {
  const tail = args.value('tail') ?? 'all';
  if (tail === 'all') return undefined;
  if (/^\d+$/.test(tail)) return Number(tail);
  throw new ShimError(`invalid tail value: ${tail}: a number or "all"`, 125);
}
