import { createServer, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeTempDir } from '../../support/temp-dir.js';

/** A way to the engine that can be cut: the engine itself goes on, and nobody else notices. */
export interface SocketProxy {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** Ends every connection; from now on nothing listens there, as when the daemon has gone. */
  cut(): Promise<void>;
  /** The daemon is back. */
  mend(): Promise<void>;
}

const engineSocket = (process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock').replace('unix://', '');

export async function startSocketProxy(): Promise<SocketProxy> {
  const path = join(makeTempDir(), 'docker.sock');
  const open = new Set<Socket>();
  let server: Server | undefined;

  const proxy: SocketProxy = {
    host: `unix://${path}`,
    mend: () =>
      new Promise((resolve, reject) => {
        // Half-open: `docker run` and `build` send all they have, then listen.
        server = createServer({ allowHalfOpen: true }, (client) => {
          const engine = connect({ path: engineSocket, allowHalfOpen: true });
          for (const [one, other] of [[client, engine], [engine, client]] as const) {
            open.add(one);
            one.pipe(other);
            one.on('error', () => other.destroy()).on('close', () => (open.delete(one), other.destroy()));
          }
        });
        server.once('error', reject).listen(path, resolve);
      }),
    cut: () =>
      new Promise((resolve) => {
        if (server === undefined) return resolve();
        server.close(() => resolve());
        server = undefined;
        for (const socket of open) socket.destroy();
      }),
  };
  await proxy.mend();
  onTestFinished(() => proxy.cut());
  return proxy;
}
