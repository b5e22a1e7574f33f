import { version as ourVersion } from '../../version.js';
import { option, type DockerCommand } from '../docker-command.js';
import { formatTemplate } from '../render/format-template.js';

/** `docker version`: says that this is no docker. */
export const version: DockerCommand = {
  names: ['version'],
  usage: '[OPTIONS]',
  about: { ja: 'この docker が何なのかを表示する', en: 'Say what this docker is' },
  flags: [option('format', 'f')],
  operands: { min: 0, max: 0 },
  run: async ({ engine, out }, args) => {
    const { version: node = '', architecture = '' } = await engine.status();
    const platform = `linux/${architecture}`;
    const document = { Client: { Version: ourVersion(), Os: 'linux', Arch: architecture }, Server: { Version: ourVersion(), Os: 'linux', Arch: architecture } };
    const format = args.value('format');
    if (format !== undefined) out(`${format === 'json' ? JSON.stringify(document) : formatTemplate(format, document)}\n`);
    else out(`Client: boyacky-lab practice engine (not Docker)\n Version:    ${ourVersion()}\n OS/Arch:    ${platform}\n\nServer: boyacky-lab practice engine (no isolation)\n Runs on:    ${node}\n OS/Arch:    ${platform}\n`);
    return 0;
  },
};
