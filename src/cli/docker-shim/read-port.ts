import type { PortBinding } from '../../containers/engine.js';
import { refuse, ShimError } from './shim-context.js';

/** `-p 8080:8080`, `-p 127.0.0.1:8080:8080`, `-p 8080` (any free port of this machine), as docker reads them. */
export function readPort(text: string): PortBinding {
  const [spec = '', protocol = 'tcp', ...more] = text.split('/');
  if (protocol !== 'tcp') throw refuse(`-p ${text}: ${protocol}`);
  const match = /^(?:(?:(\[[0-9a-f:]+\]|[^:[\]]*):)?([0-9-]*):)?([0-9-]+)$/i.exec(spec);
  if (match === null || more.length > 0) throw new ShimError(`docker: invalid publish value: ${text}\n\nRun 'docker run --help' for more information`, 125);
  const [, hostIp, hostPort, containerPort = ''] = match;
  if ([hostPort, containerPort].some((port) => port?.includes('-') === true)) throw refuse(`-p ${text}: a range of ports`);
  return {
    containerPort: readNumber(containerPort, 'containerPort'),
    hostPort: hostPort === undefined || hostPort === '' ? undefined : readNumber(hostPort, 'hostPort'),
    hostIp: hostIp === undefined || hostIp === '' ? undefined : hostIp.replace(/^\[|\]$/g, ''),
  };
}

function readNumber(text: string, what: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new ShimError(`docker: invalid ${what}: ${text}`, 125);
}
