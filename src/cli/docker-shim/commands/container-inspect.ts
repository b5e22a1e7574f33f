import type { Container } from '../../../containers/engine.js';
import { option, type DockerCommand } from '../docker-command.js';
import { printDocuments } from '../print-documents.js';
import { containerDocument } from '../render/describe.js';

/** `docker container inspect`. */
export const containerInspect: DockerCommand = {
  names: ['container inspect'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  about: { ja: 'コンテナを詳しく見る', en: 'Show a container in detail' },
  flags: [option('format', 'f')],
  refusedFlags: 'size|s',
  operands: { min: 1, max: Infinity },
  run: async (context, args) => {
    const containers = await Promise.all(args.operands.map((name) => context.engine.inspectContainer(name)));
    const found = containers.filter((container): container is Container => container !== undefined).map(containerDocument);
    const missing = args.operands.filter((_, index) => containers[index] === undefined);
    return printDocuments(context, found, missing.map((name) => `Error response from daemon: No such container: ${name}`), args.value('format'));
  },
};
