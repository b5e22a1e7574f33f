import { version } from '../../version.js';
import { option, type DockerCommand } from '../docker-command.js';
import { formatTemplate } from '../render/format-template.js';

/** `docker info`, in short. */
export const info: DockerCommand = {
  names: ['system info', 'info'],
  usage: '[OPTIONS]',
  about: { ja: 'コンテナとイメージの数を見る', en: 'Show how many containers and images there are' },
  flags: [option('format', 'f')],
  operands: { min: 0, max: 0 },
  run: async ({ engine, out }, args) => {
    const [containers, images, { architecture = '' }] = await Promise.all([engine.listContainers(), engine.listImages(), engine.status()]);
    const running = containers.filter(({ state }) => state === 'running').length;
    const document = {
      Containers: containers.length,
      ContainersRunning: running,
      ContainersStopped: containers.length - running,
      Images: images.length,
      ServerVersion: version(),
      OSType: 'linux',
      Architecture: architecture,
      Name: 'boyacky-lab practice engine',
    };
    const format = args.value('format');
    if (format !== undefined) {
      out(`${format === 'json' ? JSON.stringify(document) : formatTemplate(format, document)}\n`);
      return 0;
    }
    out(`Server: ${document.Name} (no isolation)\n Containers: ${containers.length}\n  Running: ${running}\n  Stopped: ${containers.length - running}\n`);
    out(` Images: ${images.length}\n Server Version: ${document.ServerVersion}\n OSType: ${document.OSType}\n Architecture: ${architecture}\n`);
    return 0;
  },
};
