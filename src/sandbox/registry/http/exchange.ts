import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../shared/clock.js';
import type { Repository } from '../model.js';
import type { Registry } from '../registry.js';

/** One authenticated request about a repository that exists. */
export interface Exchange {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly repository: Repository;
  /** Digest, tag or upload id, as the path gave it; '' where the path has none. */
  readonly reference: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export type ExchangeHandler = (exchange: Exchange) => void | Promise<void>;

/** The body piece by piece. Leaving it early must not close the connection: the refusal still has to get through. */
export function bodyOf({ request }: Pick<Exchange, 'request'>): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

/** Ends the answer without a body. */
export function answerEmpty(response: ServerResponse, status: number, headers: Readonly<Record<string, string | number>> = {}): void {
  response.writeHead(status, status === 204 ? headers : { 'Content-Length': 0, ...headers });
  response.end();
}

export function answerJson(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const body = Buffer.from(JSON.stringify(value));
  const all = { 'Content-Type': 'application/json; charset=utf-8', ...headers, 'Content-Length': body.length };
  response.writeHead(status, all);
  response.end(body);
}
