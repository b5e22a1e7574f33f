import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RawResponse } from './service.js';

/** Larger than any request of the JSON and query protocols that AWS takes (DynamoDB batches: 16 MiB). */
const largestBody = 17 * 1024 * 1024;

/** Listens on one address; rejects when the port is taken. Port 0 is any free one. */
export async function listen(
  host: string,
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; port: number }> {
  const server = createServer(handle);
  // A registry upload or a slow learner's proxy may take its time; an idle socket may not stay for ever.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

/** Reads a body; undefined when it is larger than anything that AWS would take. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function respond(response: ServerResponse, { status, headers, body }: RawResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

export function respondJson(response: ServerResponse, status: number, value: unknown): void {
  respond(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
