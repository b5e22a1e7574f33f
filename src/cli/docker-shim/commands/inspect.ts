import { option, type DockerCommand } from '../docker-command.js';
import { printDocuments } from '../print-documents.js';
import { containerDocument, imageDocument } from '../render/describe.js';

/** `docker inspect`: a container of this name, else an image. */
export const inspect: DockerCommand = {
  names: ['inspect'],
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  about: { ja: 'コンテナかイメージを詳しく見る', en: 'Show a container or an image in detail' },
  flags: [option('format', 'f')],
  refusedFlags: 'size|s type',
  operands: { min: 1, max: Infinity },
  run: async (context, args) => {
    const found: object[] = [];
    const complaints: string[] = [];
    for (const name of args.operands) {
      const container = await context.engine.inspectContainer(name);
      const image = container === undefined ? await context.engine.inspectImage(name) : undefined;
      if (container !== undefined) found.push(containerDocument(container));
      else if (image !== undefined) found.push(imageDocument(image));
      else complaints.push(`Error: No such object: ${name}`);
    }
    return printDocuments(context, found, complaints, args.value('format'));
  },
};
