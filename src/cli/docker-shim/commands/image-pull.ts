import { option, toggle, type DockerCommand } from '../docker-command.js';
import { refusePlatform } from '../refuse-platform.js';
import { withTag } from '../with-tag.js';

/** `docker pull`, from the registry that the name begins with. */
export const imagePull: DockerCommand = {
  names: ['image pull', 'pull'],
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  about: { ja: 'レジストリからイメージを取ってくる', en: 'Download an image from a registry' },
  flags: [toggle('quiet', 'q'), option('platform')],
  refusedFlags: 'all-tags|a disable-content-trust',
  operands: { min: 1, max: 1 },
  run: async (context, args) => {
    const [name = ''] = args.operands;
    await refusePlatform(context, args);
    await context.engine.pull(name, { signal: context.signal, onOutput: args.has('quiet') ? undefined : (line) => context.out(`${line}\n`) });
    context.out(`${withTag(name)}\n`);
    return 0;
  },
};
