import { option, type DockerCommand } from '../docker-command.js';
import { eachOperand } from '../each-operand.js';
import { ShimError } from '../shim-context.js';

/** `docker container stop`: SIGTERM, and after --time seconds SIGKILL. */
export const containerStop: DockerCommand = {
  names: ['container stop', 'stop'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  about: { ja: 'コンテナを止める', en: 'Stop containers' },
  flags: [option('time', 't'), option('timeout')],
  refusedFlags: 'signal|s',
  operands: { min: 1, max: Infinity },
  run: (context, args) => {
    const seconds = args.value('timeout') ?? args.value('time') ?? '10';
    if (!/^\d+$/.test(seconds)) throw new ShimError(`invalid argument "${seconds}" for "-t, --timeout" flag: strconv.ParseInt: parsing "${seconds}": invalid syntax`, 125);
    return eachOperand(context, args.operands, async (name) => {
      if ((await context.engine.inspectContainer(name)) === undefined) throw new ShimError(`Error response from daemon: No such container: ${name}`);
      await context.engine.stop(name, { graceSeconds: Number(seconds), signal: context.signal });
      context.out(`${name}\n`);
    });
  },
};
