import type { DockerCommand } from '../docker-command.js';

/** `docker tag`: another name for the same image. */
export const imageTag: DockerCommand = {
  names: ['image tag', 'tag'],
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  about: { ja: 'イメージに別の名前を付ける', en: 'Give an image another name' },
  flags: [],
  operands: { min: 2, max: 2 },
  run: async ({ engine }, { operands: [source = '', target = ''] }) => {
    await engine.tag(source, target);
    return 0;
  },
};
