import { option, toggle, type DockerCommand } from '../docker-command.js';
import { confirm } from '../confirm.js';
import { readFilters } from '../read-filters.js';

/** `docker container prune`: takes away every container that does not run. */
export const containerPrune: DockerCommand = {
  names: ['container prune'],
  usage: '[OPTIONS]',
  about: { ja: '止まっているコンテナを全部消す', en: 'Remove all containers that are stopped' },
  flags: [toggle('force', 'f'), option('filter')],
  operands: { min: 0, max: 0 },
  run: async (context, args) => {
    const label = readFilters(args.values('filter'), ['label']).get('label')?.at(-1);
    if (!args.has('force') && !(await confirm(context, 'WARNING! This will remove all stopped containers.'))) return 0;
    const stopped = (await context.engine.listContainers({ label })).filter(({ state }) => state !== 'running');
    if (stopped.length > 0) context.out('Deleted Containers:\n');
    for (const { id } of stopped) {
      await context.engine.removeContainer(id);
      context.out(`${id}\n`);
    }
    return 0;
  },
};
