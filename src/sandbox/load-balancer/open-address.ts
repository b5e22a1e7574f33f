import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const firstUnprivilegedPort = 1024;
/** A listener on port 80 is looked for at 38080 first: a free port that can be remembered beats any free port. */
const privilegedOffset = 38_000;

/**
 * The one place that decides which address is opened for a listener: the port it had before, else its own port unless
 * that is privileged, else any that is free. Only on the loopback interface. Resolves to the opened port.
 */
export async function openAddress(server: Server, listener: { readonly port: number; readonly openedPort?: number }): Promise<number> {
  const natural = listener.port >= firstUnprivilegedPort ? listener.port : privilegedOffset + listener.port;
  for (const port of [listener.openedPort ?? natural, 0]) {
    const opened = await listen(server, port);
    if (opened !== undefined) return opened;
  }
  throw new Error(`No port of this machine can be opened for the listener on port ${listener.port}`);
}

function listen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const onError = () => resolve(undefined);
    server.once('error', onError);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
