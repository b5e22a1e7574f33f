import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ListenerOptions } from './model.js';
import { clientIp } from './request-facts.js';

/** Meant for the next hop only (RFC 9110, 7.6.1), plus what the load balancer writes itself. */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
const rewritten = new Set(['expect', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-amzn-trace-id']);

/** Headers for the target, in raw form: names keep their case, repeated ones stay repeated. */
export function targetHeaders(request: IncomingMessage, openedPort: number, forwardedFor: ListenerOptions['forwardedFor'], now: number): string[] {
  const headers = endToEnd(request).filter(([name]) => !rewritten.has(name.toLowerCase()));
  if (!request.headers.host) headers.unshift(['Host', `127.0.0.1:${openedPort}`]);
  const from = forwardedForValue(request, forwardedFor);
  if (from) headers.push(['X-Forwarded-For', from]);
  headers.push(['X-Forwarded-Proto', 'http'], ['X-Forwarded-Port', String(openedPort)], ['X-Amzn-Trace-Id', traceId(request, now)]);
  if (request.headers['transfer-encoding'] !== undefined) headers.push(['Transfer-Encoding', 'chunked']);
  else if (request.headers['content-length'] === undefined && !bodyless.has(request.method ?? '')) headers.push(['Content-Length', '0']);
  return headers.flat();
}

/** Without this Node would announce a chunked body where the client sent none. */
const bodyless = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE']);

/** Headers for the client, in raw form; Node frames the body anew. */
export function clientHeaders(response: IncomingMessage): string[] {
  return endToEnd(response).flat();
}

function endToEnd(message: IncomingMessage): [string, string][] {
  const named = (message.headers.connection ?? '').split(',').map((token) => token.trim().toLowerCase());
  // Host and Content-Length stay even when Connection names them: dropping them would change what is being said.
  const dropped = new Set([...hopByHop, ...named.filter((name) => name !== 'host' && name !== 'content-length')]);
  return pairs(message.rawHeaders).filter(([name]) => !dropped.has(name.toLowerCase()));
}

export function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}

function forwardedForValue(request: IncomingMessage, mode: ListenerOptions['forwardedFor']): string | undefined {
  const sent = [request.headers['x-forwarded-for'] ?? []].flat().join(', ');
  if (mode === 'remove') return undefined;
  if (mode === 'preserve') return sent;
  return sent ? `${sent}, ${clientIp(request)}` : clientIp(request);
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html */
function traceId(request: IncomingMessage, now: number): string {
  const id = `1-${Math.floor(now / 1000).toString(16).padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
  const sent = [request.headers['x-amzn-trace-id'] ?? []].flat().join(';');
  if (!sent) return `Root=${id}`;
  const kept = sent.replace(/(^|;)Self=[^;]*;?/g, '$1');
  return /(^|;)Root=/.test(kept) ? `Self=${id};${kept}` : `Root=${id};${kept}`;
}
