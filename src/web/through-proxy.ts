import { getProxyForUrl } from 'proxy-from-env';

/**
 * `fetch`, through the proxy that HTTP_PROXY (HTTPS_PROXY for https:, ALL_PROXY for both) names for this address; Node's own
 * knows no proxies. Hosts that NO_PROXY names are reached directly, and so is this machine, where no proxy would find us.
 *
 * @throws TypeError, as `fetch` does, when nobody answers: neither the page's server nor the proxy.
 */
export async function fetchThroughProxy(url: string, init: RequestInit): Promise<Response> {
  const proxy = isThisMachine(new URL(url).hostname) ? '' : getProxyForUrl(url);
  if (proxy === '') return await fetch(url, init);
  // Loaded only where there is a proxy. Its own fetch, since Node's takes dispatchers of Node's own undici only.
  const undici = await import('undici');
  // Plain HTTP is asked of a proxy as such: many refuse to open a tunnel to port 80.
  const dispatcher = new undici.ProxyAgent({ uri: proxy, proxyTunnel: false });
  return await undici.fetch(url, { ...(init as import('undici').RequestInit), dispatcher }).then(
    (response) => response as unknown as Response,
    (error: unknown) => {
      // Thrown there, since the page did not say it; who looks at pages is to see that the way is closed.
      if (error instanceof TypeError && /\b407\b/.test(String(error.cause))) return new Response(null, { status: 407 });
      throw error;
    },
  );
}

function isThisMachine(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
