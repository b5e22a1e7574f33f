import type { IncomingMessage } from 'node:http';
import type { RequestFacts } from './choose-action.js';

/** Reads what rules ask for; undefined when the request names no host or no path, as HTTP/1.1 demands. */
export function readFacts(request: IncomingMessage): (RequestFacts & { readonly target: string }) | undefined {
  const url = request.url ?? '';
  // A client that takes us for its proxy sends the absolute form; its authority then counts instead of Host (RFC 9112, 3.2.2).
  const absolute = /^https?:\/\/([^/?#]+)(.*)$/i.exec(url);
  const authority = absolute?.[1] ?? request.headers.host;
  const rest = absolute ? absolute[2] : url;
  const target = absolute && !rest?.startsWith('/') ? `/${rest}` : rest;
  if (!target || !(target.startsWith('/') || target === '*')) return undefined;
  if (!authority && request.httpVersion !== '1.0') return undefined;
  const question = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    target,
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    host: (authority ?? '').replace(/:\d*$/, ''),
    headers: request.headers,
    sourceIp: clientIp(request),
  };
}

export function clientIp(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
