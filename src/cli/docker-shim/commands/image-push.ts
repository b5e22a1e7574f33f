import { toggle, type DockerCommand } from '../docker-command.js';

/** `docker push`, to the registry that the name begins with. */
export const imagePush: DockerCommand = {
  names: ['image push', 'push'],
  usage: '[OPTIONS] NAME[:TAG]',
  about: { ja: 'レジストリへイメージを送る', en: 'Upload an image to a registry' },
  flags: [toggle('quiet', 'q')],
  refusedFlags: 'all-tags|a disable-content-trust platform',
  operands: { min: 1, max: 1 },
  run: async ({ engine, out, signal }, args) => {
    const [name = ''] = args.operands;
    const { digest } = await engine.push(name, { signal, onOutput: args.has('quiet') ? undefined : (line) => out(`${line}\n`) });
    if (args.has('quiet')) out(`${digest}\n`);
    return 0;
  },
};
