import type { DockerCommand } from '../docker-command.js';
import { shownAddress } from '../render/describe.js';
import { ShimError } from '../shim-context.js';

/** `docker container port`: which port of this machine leads to which one inside. */
export const containerPort: DockerCommand = {
  names: ['container port', 'port'],
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  about: { ja: 'コンテナのポートを見る', en: 'Show the ports of a container' },
  flags: [],
  operands: { min: 1, max: 2 },
  run: async ({ engine, out }, { operands: [name = '', wanted] }) => {
    const container = await engine.inspectContainer(name);
    if (container === undefined) throw new ShimError(`Error response from daemon: No such container: ${name}`);
    const open = container.state === 'running' ? container.ports.filter(({ hostPort }) => hostPort !== undefined) : [];
    const meant = open.filter(({ containerPort: port }) => wanted === undefined || wanted.replace(/\/tcp$/, '') === String(port));
    if (wanted !== undefined && meant.length === 0) throw new ShimError(`Error: No public port '${wanted}' published for ${name}`);
    for (const { containerPort: port, hostPort, hostIp } of meant) out(`${wanted === undefined ? `${port}/tcp -> ` : ''}${shownAddress(hostIp)}:${hostPort ?? ''}\n`);
    return 0;
  },
};
