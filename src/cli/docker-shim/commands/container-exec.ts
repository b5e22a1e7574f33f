import { toggle, type DockerCommand } from '../docker-command.js';
import { lookAround } from '../look-around.js';
import { ShimError } from '../shim-context.js';

const shells = /^(\/(usr\/)?bin\/)?(sh|ash|bash)$/;

/** `docker container exec`: a look inside; with `-it … /bin/sh` a small prompt for several looks. */
export const containerExec: DockerCommand = {
  names: ['container exec', 'exec'],
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  about: { ja: '動いているコンテナの中を見る', en: 'Look inside a container that runs' },
  flags: [toggle('interactive', 'i'), toggle('tty', 't')],
  refusedFlags: 'detach|d env|e env-file user|u workdir|w privileged detach-keys',
  operands: { min: 2, max: Infinity },
  flagsFirst: true,
  run: async (context, args) => {
    const [name = '', ...argv] = args.operands;
    const container = await context.engine.inspectContainer(name);
    if (container === undefined) throw new ShimError(`Error response from daemon: No such container: ${name}`);
    if (args.has('tty') && args.has('interactive') && context.stdin.isTTY !== true) throw new ShimError('the input device is not a TTY');
    if (argv.length === 1 && shells.test(argv[0] ?? '')) {
      // A shell that can read nothing ends at once, in docker too.
      if (!args.has('interactive')) return 0;
      if (container.state !== 'running') throw new ShimError(`Error response from daemon: container ${container.id} is not running`);
      return await lookAround(context, container);
    }
    const { exitCode, stdout, stderr } = await context.engine.exec(container.id, argv);
    context.out(stdout);
    context.err(stderr);
    return exitCode;
  },
};
