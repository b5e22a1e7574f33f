import type { Image } from '../../../containers/engine.js';
import { option, type DockerCommand } from '../docker-command.js';
import { printDocuments } from '../print-documents.js';
import { imageDocument } from '../render/describe.js';
import { withTag } from '../with-tag.js';

/** `docker image inspect`: everything that the practice engine knows of an image, as JSON or as --format asks. */
export const imageInspect: DockerCommand = {
  names: ['image inspect'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  about: { ja: 'イメージを詳しく見る', en: 'Show an image in detail' },
  flags: [option('format', 'f')],
  refusedFlags: 'platform',
  operands: { min: 1, max: Infinity },
  run: async (context, args) => {
    const images = await Promise.all(args.operands.map((name) => context.engine.inspectImage(name)));
    const found = images.filter((image): image is Image => image !== undefined).map(imageDocument);
    const missing = args.operands.filter((_, index) => images[index] === undefined);
    return printDocuments(context, found, missing.map((name) => `Error response from daemon: No such image: ${withTag(name)}`), args.value('format'));
  },
};
