import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Elbv2 } from './elbv2.js';

/** Where a person reaches a listener: a load balancer's DNS name leads nowhere from this machine. */
export interface ListenerAddress {
  readonly listenerArn: string;
  readonly loadBalancerArn: string;
  readonly loadBalancerName: string;
  /** The port asked for; the one in `url` is the one that could be opened. */
  readonly port: number;
  readonly url: string;
}

export function listenerAddresses({ listeners, loadBalancers, plane }: Elbv2): ListenerAddress[] {
  return listeners
    .values()
    .filter(({ arn, openedPort }) => openedPort !== undefined && plane.isOpen(arn))
    .map(({ arn, loadBalancerArn, port, openedPort }) => ({
      listenerArn: arn,
      loadBalancerArn,
      loadBalancerName: loadBalancers.get(loadBalancerArn)?.name ?? '',
      port,
      url: `http://127.0.0.1:${openedPort}`,
    }));
}

/** GET /_sandbox/listeners: the addresses of all open listeners as JSON. */
export function answerListenerAddresses(elbv2: Elbv2, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  if (request.method !== 'GET') {
    response.writeHead(405, { Allow: 'GET' }).end();
    return;
  }
  const body = JSON.stringify(listenerAddresses(elbv2));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store' }).end(body);
}
