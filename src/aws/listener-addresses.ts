import type { Listener, LoadBalancer } from './load-balancers.js';
import { translateError } from './translate-error.js';

/**
 * The one place that knows what to open for a listener. On AWS that is the load balancer's DNS name. A sandbox may not
 * have port 80 to open, so it says which address stands for the listener; another program's AWS on this machine may not.
 */
export interface ListenerAddresses {
  /** e.g. "http://boyacky-alb-1.ap-northeast-1.elb.amazonaws.com" or "http://127.0.0.1:38080"; no final slash. */
  urlOf(balancer: LoadBalancer, listener: Listener): Promise<string>;
}

/** `endpoint`: where the target answers when it is not AWS itself. */
export function createListenerAddresses(endpoint?: string): ListenerAddresses {
  return {
    urlOf: async (balancer, listener) => {
      const opened = endpoint === undefined ? undefined : await findOpened(endpoint, listener.arn);
      const port = listener.port === 80 ? '' : `:${listener.port}`;
      return opened ?? `http://${balancer.dnsName}${port}`;
    },
  };
}

async function findOpened(endpoint: string, listenerArn: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL('/_sandbox/listeners', endpoint), { signal: AbortSignal.timeout(10_000) });
    // Not a sandbox: it answers in its own way to a path it does not know.
    if (!response.ok || response.headers.get('content-type') !== 'application/json') return undefined;
    const listeners = (await response.json()) as { listenerArn: string; url: string }[];
    return listeners.find((listener) => listener.listenerArn === listenerArn)?.url.replace(/\/$/, '');
  } catch (error) {
    throw translateError((error as Error).cause ?? error, 'sandbox:listeners');
  }
}
