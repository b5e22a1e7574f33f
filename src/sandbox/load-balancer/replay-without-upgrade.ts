import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { pairs } from './headers.js';

/**
 * Reads a request again as if it had not offered an upgrade. Some clients offer HTTP/2 (`Upgrade: h2c`) with their first
 * request, body and all; ALB ignores the offer, but Node has let go of the connection by the time it tells us.
 */
export function replayWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const headers = pairs(request.rawHeaders).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (key === 'upgrade' || key === 'http2-settings') return [];
    if (key !== 'connection') return [`${name}: ${value}\r\n`];
    const kept = value.split(',').filter((token) => !/^\s*(upgrade|http2-settings)\s*$/i.test(token));
    return kept.length > 0 ? [`${name}: ${kept.join(',')}\r\n`] : [];
  });
  const start = `${request.method} ${request.url} HTTP/${request.httpVersion}\r\n`;
  socket.unshift(Buffer.concat([Buffer.from(`${start}${headers.join('')}\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
