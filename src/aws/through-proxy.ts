import type { ClientRequest } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity as checkIdentity, connect as connectTls, type ConnectionOptions } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { AwsFailure } from './aws-failure.js';

type Options = Parameters<HttpsProxyAgent<string>['connect']>[1];

/**
 * The way to AWS where HTTPS_PROXY names a proxy, as the AWS CLI takes it; the SDK by itself knows no proxies. Hosts that
 * NO_PROXY names are reached directly. undefined: there is no proxy. `ca`: the authorities to trust, other than Node's own.
 *
 * @throws AwsFailure, when what HTTPS_PROXY says is no address. It is not repeated: it may hold a password.
 */
export function throughProxy(host: string, ca?: readonly string[]): HttpsAgent | undefined {
  if (getProxyForUrl(`https://${host}`) === '') return undefined;
  const address = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].map((name) => process.env[name]).find((value) => value) ?? '';
  // Without a scheme it is spoken to in HTTP, as curl and the AWS CLI do.
  const url = /^\w+:\/\//.test(address) ? address : `http://${address}`;
  if (!URL.canParse(url)) throw new AwsFailure('proxy', 'HTTPS_PROXY', 'ERR_INVALID_URL', 'it is no address of a proxy, like http://proxy.example.com:3128');
  return new ThroughProxy(url, ca);
}

class ThroughProxy extends HttpsProxyAgent<string> {
  private readonly trusted: { readonly ca?: string[] };
  constructor(url: string, ca: readonly string[] | undefined) {
    const trusted = ca === undefined ? {} : { ca: [...ca] };
    super(url, { keepAlive: true, ...trusted });
    this.trusted = trusted;
  }

  override async connect(request: ClientRequest, given: Options): Promise<Socket> {
    const { host = '', port = 443 } = given;
    // Of an address without a name the library below would ask the certificate for "localhost".
    const checkServerIdentity: ConnectionOptions['checkServerIdentity'] = (_, certificate) => checkIdentity(host, certificate);
    const options = { ...given, ...this.trusted, ...(isIP(host) === 0 ? {} : { checkServerIdentity }) } as Options;
    if (getProxyForUrl(`https://${host}:${port}`) === '') return connectTls(options as ConnectionOptions);
    return await super.connect(request, options).catch((cause: Error) => {
      throw Object.assign(new Error(`the proxy ${this.proxy.host}: ${cause.message}`, { cause }), { name: 'ProxyError' });
    });
  }
}
