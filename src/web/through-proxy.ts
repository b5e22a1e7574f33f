import { getProxyForUrl } from 'proxy-from-env';
import { authoritiesWith } from '../shared/certificates.js';

/**
 * `fetch`, through the proxy that HTTP_PROXY (HTTPS_PROXY for https:, ALL_PROXY for both) names for this address; Node's own
 * knows no proxies. Authorities of AWS_CA_BUNDLE are trusted too. Hosts that NO_PROXY names are reached directly, and so is this machine, where no proxy would find us.
 *
 * @throws TypeError, as `fetch` does, when nobody answers: neither the page's server nor the proxy.
 */
export async function fetchThroughProxy(url: string, init: RequestInit): Promise<Response> {
  const proxy = isThisMachine(new URL(url).hostname) ? '' : getProxyForUrl(url);
  const tls = url.startsWith('https:') ? trustOf(process.env.AWS_CA_BUNDLE) : undefined;
  if (proxy === '' && tls === undefined) return await fetch(url, init);
  // Loaded only where there is a proxy or a company's authority. Its own fetch, since Node's takes dispatchers of Node's own undici only.
  const undici = await import('undici');
  // Plain HTTP is asked of a proxy as such: many refuse to open a tunnel to port 80.
  const dispatcher = proxy === '' ? new undici.Agent({ connect: tls }) : new undici.ProxyAgent({ uri: proxy, proxyTunnel: false, requestTls: tls, proxyTls: tls });
  return await undici.fetch(url, { ...(init as import('undici').RequestInit), dispatcher }).then(
    (response) => response as unknown as Response,
    (error: unknown) => {
      // Thrown there, since the page did not say it; who looks at pages is to see that the way is closed.
      if (error instanceof TypeError && /\b407\b/.test(String(error.cause))) return new Response(null, { status: 407 });
      throw error;
    },
  );
}

/** A bundle that cannot be read is told of where AWS is asked; here Node's own authorities do. */
function trustOf(bundle: string | undefined): { readonly ca: string[] } | undefined {
  try {
    return bundle ? { ca: authoritiesWith(bundle) } : undefined;
  } catch {
    return undefined;
  }
}

function isThisMachine(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
