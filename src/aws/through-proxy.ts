import type { ClientRequest } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

type Options = Parameters<HttpsProxyAgent<string>['connect']>[1];

/**
 * The way to AWS where HTTPS_PROXY names a proxy, as the AWS CLI takes it; the SDK by itself knows no proxies. Hosts that
 * NO_PROXY names are reached directly. undefined: there is no proxy.
 */
export function throughProxy(host: string): HttpsAgent | undefined {
  const proxy = getProxyForUrl(`https://${host}`);
  return proxy === '' ? undefined : new ThroughProxy(proxy, { keepAlive: true });
}

class ThroughProxy extends HttpsProxyAgent<string> {
  override async connect(request: ClientRequest, options: Options): Promise<Socket> {
    const { host = '', port = 443 } = options;
    if (getProxyForUrl(`https://${host}:${port}`) === '') return connectTls(options as ConnectionOptions);
    return await super.connect(request, options).catch((cause: Error) => {
      throw Object.assign(new Error(`the proxy ${this.proxy.host}: ${cause.message}`, { cause }), { name: 'ProxyError' });
    });
  }
}
