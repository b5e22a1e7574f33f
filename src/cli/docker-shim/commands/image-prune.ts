import { option, toggle, type DockerCommand } from '../docker-command.js';
import { confirm } from '../confirm.js';
import { readFilters } from '../read-filters.js';
import { humanSize } from '../render/human.js';

/** `docker image prune`: images that lost their names, as long as no container is made of them; with -a, all that none is made of. */
export const imagePrune: DockerCommand = {
  names: ['image prune'],
  usage: '[OPTIONS]',
  about: { ja: '名前のないイメージを消す', en: 'Remove images without a name' },
  flags: [toggle('all', 'a'), toggle('force', 'f'), option('filter')],
  operands: { min: 0, max: 0 },
  run: async (context, args) => {
    const { engine, out } = context;
    const label = readFilters(args.values('filter'), ['label']).get('label')?.at(-1);
    const what = args.has('all') ? 'all images without at least one container associated to them' : 'all dangling images';
    if (!args.has('force') && !(await confirm(context, `WARNING! This will remove ${what}.`))) return 0;
    const used = new Set((await engine.listContainers()).map(({ imageId }) => imageId));
    const doomed = (await engine.listImages({ label, dangling: args.has('all') ? undefined : true })).filter(({ id }) => !used.has(id));
    if (doomed.length > 0) out('Deleted Images:\n');
    for (const { id, tags, digests } of doomed) {
      await engine.removeImage(id, { force: true });
      for (const reference of [...tags, ...digests]) out(`untagged: ${reference}\n`);
      out(`deleted: ${id}\n`);
    }
    out(`${doomed.length > 0 ? '\n' : ''}Total reclaimed space: ${humanSize(doomed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))}\n`);
    return 0;
  },
};
