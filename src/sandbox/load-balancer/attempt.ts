import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { hasBody, type Exchange } from './exchange.js';
import { clientHeaders, pairs } from './headers.js';
import type { Target } from './target.js';

/**
 * Why the target gave no answer. `unreachable`: nothing stands for its address; `refused`: no connection, so nothing was
 * sent; `stale`: a kept connection was closed under us; `broken`: it closed after the request was sent; `timeout`;
 * `invalid`: its answer is not HTTP.
 */
export type AttemptFailure = 'unreachable' | 'refused' | 'stale' | 'broken' | 'timeout' | 'invalid';

/**
 * Sends the request to one target. Resolves undefined once an answer is on its way to the client, and a failure only
 * while the client has not been sent a byte and the body of the request has not been touched or does not matter any more.
 */
export function attempt(exchange: Exchange, target: Target, { fresh }: { fresh: boolean }): Promise<AttemptFailure | undefined> {
  const { request, response, upgrade } = exchange;
  const address = target.hostAddress();
  if (!address) return Promise.resolve('unreachable');

  return new Promise((resolve) => {
    const outgoing = httpRequest({
      ...address,
      method: request.method,
      path: exchange.path,
      headers: upgrade ? [...exchange.headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket'] : exchange.headers,
      agent: fresh ? false : target.agent,
    });
    let cut = () => void outgoing.destroy();
    const over = target.begin(() => cut());
    let connected = false;
    let joined = false;
    let timedOut = false;
    const cancel = () => outgoing.destroy();
    response.once('close', cancel);

    outgoing.on('socket', (socket) => {
      const ready = () => {
        connected = true;
        // Not a byte of the body is taken from the client before there is somewhere for it to go: until then it can go elsewhere.
        if (hasBody(exchange)) request.pipe(outgoing);
      };
      if (socket.connecting) socket.once('connect', ready);
      else ready();
    });
    if (!hasBody(exchange)) outgoing.end();

    outgoing.setTimeout(exchange.idleTimeoutMs, () => {
      timedOut = true;
      outgoing.destroy();
    });
    outgoing.on('response', (answer) => {
      resolve(relay(answer, exchange) ? undefined : 'invalid');
    });
    outgoing.on('upgrade', (answer, socket, head) => {
      joined = upgrade !== undefined;
      cut = () => void socket.destroy();
      if (upgrade) join(exchange, upgrade, answer, socket, head, over);
      else socket.destroy();
      resolve(upgrade ? undefined : 'invalid');
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (timedOut) resolve('timeout');
      else if (!connected) resolve('refused');
      else if (outgoing.reusedSocket && !fresh) resolve('stale');
      else resolve(error.code?.startsWith('HPE_') ? 'invalid' : 'broken');
    });
    outgoing.on('close', () => {
      response.off('close', cancel);
      request.unpipe(outgoing);
      // What the client still sends has no reader now; unread it would block the connection for its next request.
      if (response.headersSent) request.resume();
      if (!joined) over();
      resolve('broken');
    });
  });
}

/** Streams the target's answer to the client; false when it cannot be written as HTTP. */
function relay(answer: IncomingMessage, { response }: Exchange): boolean {
  try {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, clientHeaders(answer));
  } catch {
    answer.destroy();
    return false;
  }
  answer.on('error', () => response.destroy());
  answer.pipe(response);
  return true;
}

/** From here on the load balancer is a pipe. */
function join(
  { response, idleTimeoutMs }: Exchange,
  client: { socket: Duplex; head: Buffer },
  answer: IncomingMessage,
  target: Duplex,
  head: Buffer,
  over: () => void,
): void {
  const lines = pairs(answer.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  response.detachSocket(client.socket as Socket);
  client.socket.write(`HTTP/1.1 101 ${answer.statusMessage ?? ''}\r\n${lines.join('')}\r\n`, 'latin1');
  if (head.length > 0) client.socket.write(head);
  if (client.head.length > 0) target.write(client.head);
  for (const [from, to] of [[client.socket, target], [target, client.socket]] as const) {
    (from as Socket).setTimeout(idleTimeoutMs, () => from.destroy());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      over();
      // After a proper end the other side may still have something of it to deliver.
      if (from.readableEnded) to.end();
      else to.destroy();
    });
    from.pipe(to);
  }
}
