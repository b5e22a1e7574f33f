import { get } from 'node:http';
import type { HostAddress } from '../network.js';
import type { ProbeFailure } from './health-reasons.js';

export interface Probe {
  readonly address: HostAddress;
  readonly path: string;
  /** What ALB writes in the Host header of a check: the target's own address. */
  readonly hostHeader: string;
  readonly timeoutMs: number;
  readonly codes: string;
}

/** One health check: undefined when the target passed. A connection of its own, as each of ALB's checks has. */
export function probe({ address, path, hostHeader, timeoutMs, codes }: Probe, signal: AbortSignal): Promise<ProbeFailure | undefined> {
  return new Promise((resolve) => {
    const request = get({
      ...address,
      path,
      agent: false,
      signal,
      headers: { host: hostHeader, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close', 'accept-encoding': 'gzip, compressed' },
    });
    const finish = (failure: ProbeFailure | undefined) => {
      clearTimeout(timer);
      resolve(failure);
      request.destroy();
    };
    // A deadline for the whole exchange, not for silence: a target that drips its header bytes is not healthy.
    const timer = setTimeout(() => finish({ kind: 'timeout' }), timeoutMs);
    request.on('response', (response) => {
      const code = response.statusCode ?? 0;
      response.on('error', () => undefined);
      finish(matchesCodes(codes, code) ? undefined : { kind: 'code', code });
    });
    request.on('error', () => finish({ kind: 'failed' }));
  });
}

function matchesCodes(codes: string, code: number): boolean {
  return codes.split(',').some((part) => {
    const [low, high] = part.split('-').map(Number);
    return low !== undefined && code >= low && code <= (high ?? low);
  });
}
