import type { Image } from '../../../containers/engine.js';
import { option, toggle, type DockerCommand } from '../docker-command.js';
import type { ParsedArguments } from '../parse-arguments.js';
import { readFilters } from '../read-filters.js';
import { shortId } from '../render/describe.js';
import { ago, humanSize } from '../render/human.js';
import { printRows, type Row } from '../render/print-rows.js';
import type { ShimContext } from '../shim-context.js';

const headings: Row = { ID: 'IMAGE ID', Repository: 'REPOSITORY', Tag: 'TAG', Digest: 'DIGEST', CreatedSince: 'CREATED', CreatedAt: 'CREATED AT', Size: 'SIZE' };

/** `docker image ls`: a line for each name; an image that lost its name is <none>. */
export const imageLs: DockerCommand = {
  names: ['image ls', 'image list', 'images'],
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  about: { ja: 'イメージの一覧', en: 'List images' },
  flags: [toggle('all', 'a'), toggle('quiet', 'q'), toggle('digests'), toggle('no-trunc'), option('filter', 'f'), option('format')],
  refusedFlags: 'tree',
  operands: { min: 0, max: 1 },
  run: listImages,
};

async function listImages(context: ShimContext, args: ParsedArguments): Promise<number> {
  const filters = readFilters(args.values('filter'), ['dangling', 'label']);
  const dangling = filters.get('dangling')?.at(-1);
  const [repository] = args.operands;
  const images = await context.engine.listImages({
    repository,
    label: filters.get('label')?.at(-1),
    dangling: dangling === undefined ? undefined : /^(1|t|true)$/i.test(dangling),
  });
  const id = (image: Image) => (args.has('no-trunc') ? image.id : shortId(image.id));
  if (args.has('quiet')) {
    for (const line of images.map(id)) context.out(`${line}\n`);
    return 0;
  }
  const rows = images.flatMap((image) => namesOf(image, repository).map((name) => ({ ...name, ...facts(image), ID: id(image) })));
  const columns = ['Repository', 'Tag', ...(args.has('digests') ? ['Digest'] : []), 'ID', 'CreatedSince', 'Size'];
  printRows(context, headings, columns, rows, args.value('format'));
  return 0;
}

function facts({ createdAt, sizeBytes }: Image) {
  return { CreatedSince: ago(createdAt, Date.now()), CreatedAt: createdAt, Size: humanSize(sizeBytes) };
}

function namesOf({ tags, digests }: Image, wanted: string | undefined): readonly { Repository: string; Tag: string; Digest: string }[] {
  const names = tags.map((tag) => {
    const colon = tag.lastIndexOf(':');
    const Repository = tag.slice(0, colon);
    const digest = digests.find((each) => each.startsWith(`${Repository}@`));
    return { Repository, Tag: tag.slice(colon + 1), Digest: digest?.slice(Repository.length + 1) ?? '<none>' };
  });
  const meant = names.filter(({ Repository, Tag }) => wanted === undefined || wanted === Repository || wanted === `${Repository}:${Tag}`);
  return names.length > 0 ? meant : [{ Repository: '<none>', Tag: '<none>', Digest: '<none>' }];
}
