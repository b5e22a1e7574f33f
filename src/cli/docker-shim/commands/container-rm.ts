import { toggle, type DockerCommand } from '../docker-command.js';
import { eachOperand } from '../each-operand.js';
import { ShimError } from '../shim-context.js';

/** `docker container rm`. */
export const containerRm: DockerCommand = {
  names: ['container rm', 'container remove', 'rm'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  about: { ja: 'コンテナを消す', en: 'Remove containers' },
  flags: [toggle('force', 'f'), toggle('volumes', 'v')],
  refusedFlags: 'link|l',
  operands: { min: 1, max: Infinity },
  run: (context, args) =>
    eachOperand(context, args.operands, async (name) => {
      if ((await context.engine.inspectContainer(name)) === undefined) throw new ShimError(`Error response from daemon: No such container: ${name}`);
      await context.engine.removeContainer(name, { force: args.has('force') });
      context.out(`${name}\n`);
    }),
};
