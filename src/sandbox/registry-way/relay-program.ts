/**
 * The program of the relay: what comes in at an address of the daemon's machine is handed to the sandbox. A string,
 * because it runs in a container. Arguments: address and port to listen on, port of the sandbox.
 */
export const relayProgram = `const net = require('node:net');
const { pipeline } = require('node:stream');
const [address, port, target] = process.argv.slice(1);
net.createServer((near) => {
  const far = net.connect(Number(target), 'host.docker.internal');
  pipeline(near, far, () => undefined);
  pipeline(far, near, () => undefined);
}).listen(Number(port), address);
process.on('SIGTERM', () => process.exit(0));`;
