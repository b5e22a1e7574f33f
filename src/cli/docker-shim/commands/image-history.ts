import { option, toggle, type DockerCommand } from '../docker-command.js';
import { shortId } from '../render/describe.js';
import { ago, humanSize } from '../render/human.js';
import { printRows, type Row } from '../render/print-rows.js';

const headings: Row = { ID: 'IMAGE', CreatedSince: 'CREATED', CreatedBy: 'CREATED BY', Size: 'SIZE', Comment: 'COMMENT' };
const columns = ['ID', 'CreatedSince', 'CreatedBy', 'Size', 'Comment'];

/** `docker image history`, newest layer first. Layers bear no date here, so that the same files give the same image. */
export const imageHistory: DockerCommand = {
  names: ['image history', 'history'],
  usage: '[OPTIONS] IMAGE',
  about: { ja: 'イメージのレイヤーを見る', en: "Show an image's layers" },
  flags: [toggle('no-trunc'), toggle('quiet', 'q'), option('format')],
  refusedFlags: 'human|H platform',
  operands: { min: 1, max: 1 },
  run: async (context, args) => {
    const [name = ''] = args.operands;
    const layers = await context.engine.history(name);
    const image = await context.engine.inspectImage(name);
    const whole = args.has('no-trunc');
    const rows = layers.map(({ createdBy, sizeBytes }, index) => ({
      ID: index === 0 && image !== undefined ? (whole ? image.id : shortId(image.id)) : '<missing>',
      CreatedSince: index === 0 ? ago(image?.createdAt, Date.now()) : 'N/A',
      CreatedBy: whole || createdBy.length <= 45 ? createdBy : `${createdBy.slice(0, 44)}…`,
      Size: humanSize(sizeBytes),
      Comment: '',
    }));
    if (args.has('quiet')) for (const { ID } of rows) context.out(`${ID}\n`);
    else printRows(context, headings, columns, rows, args.value('format'));
    return 0;
  },
};
