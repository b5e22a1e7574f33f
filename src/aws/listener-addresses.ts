import type { Listener, LoadBalancer } from './load-balancers.js';
import { translateError } from './translate-error.js';

/** The sandbox's control routes, of which AWS has no counterpart. */
export interface SandboxControl {
  readonly url: string;
  readonly token: string;
}

/**
 * The one place that knows what to open for a listener. On AWS that is the load balancer's DNS name; in the
 * sandbox port 80 may not be ours to open, so the sandbox says which address stands for it.
 */
export interface ListenerAddresses {
  /** e.g. "http://boyacky-alb-1.ap-northeast-1.elb.amazonaws.com" or "http://127.0.0.1:38080"; no final slash. */
  urlOf(balancer: LoadBalancer, listener: Listener): Promise<string>;
}

export function createListenerAddresses(control?: SandboxControl): ListenerAddresses {
  return {
    urlOf: async (balancer, listener) => {
      const opened = control === undefined ? undefined : await findOpened(control, listener.arn);
      const port = listener.port === 80 ? '' : `:${listener.port}`;
      return opened ?? `http://${balancer.dnsName}${port}`;
    },
  };
}

async function findOpened({ url, token }: SandboxControl, listenerArn: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/_sandbox/listeners`, { headers: { 'x-boyacky-lab-token': token } });
    const listeners = (await response.json()) as { listenerArn: string; url: string }[];
    return listeners.find((listener) => listener.listenerArn === listenerArn)?.url.replace(/\/$/, '');
  } catch (error) {
    throw translateError((error as Error).cause ?? error, 'sandbox:listeners');
  }
}
