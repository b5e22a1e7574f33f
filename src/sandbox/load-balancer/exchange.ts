import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** One request of a client, on its way to a target. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query as the target gets them. */
  readonly path: string;
  /** Raw headers as the target gets them. */
  readonly headers: readonly string[];
  /** Milliseconds without a byte after which the target has had its time. */
  readonly idleTimeoutMs: number;
  /** Milliseconds until a target that cannot be reached at all is given up. */
  readonly connectTimeoutMs: number;
  /** Present when the client asks for a WebSocket: its connection, and what it sent after the head. */
  readonly upgrade?: { readonly socket: Duplex; readonly head: Buffer };
}

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export function hasBody({ request }: Exchange): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/** May be sent a second time although the target might have seen the first: nothing is consumed, nothing is done twice. */
export function isReplayable(exchange: Exchange): boolean {
  return !exchange.upgrade && idempotent.has(exchange.request.method ?? '') && !hasBody(exchange);
}

/** Replayable, and so harmless that it may be tried on another target after one broke off in the middle of it. */
export function isSafe(exchange: Exchange): boolean {
  return isReplayable(exchange) && safe.has(exchange.request.method ?? '');
}
