import type { DockerCommand } from '../docker-command.js';
import { refuse } from '../shim-context.js';

/** `docker logout REGISTRY`. */
export const logout: DockerCommand = {
  names: ['logout'],
  usage: '[SERVER]',
  about: { ja: 'レジストリからログアウトする', en: 'Log out of a registry' },
  flags: [],
  operands: { min: 0, max: 1 },
  run: async ({ engine, out }, { operands: [registry] }) => {
    if (registry === undefined) throw refuse('docker logout of Docker Hub');
    await engine.logout(registry);
    out(`Removing login credentials for ${registry}\n`);
    return 0;
  },
};
