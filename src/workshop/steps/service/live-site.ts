import type { Aws } from '../../../aws/aws.js';
import { names } from '../../names.js';
import type { StepContext, Text } from '../../types.js';
import { UserError } from '../../../shared/user-error.js';
import { readBoyackyPage, type BoyackyPage } from '../local/boyacky-page.js';

export type LivePage =
  | { readonly seen: true; readonly url: string; readonly home: BoyackyPage; readonly body: string }
  /** Not the page: what came instead. */
  | { readonly seen: false; readonly url: string | undefined; readonly observed: Text };

/** The address for a browser, without a final slash. undefined: no listener is there to answer. */
export async function findLiveUrl({ loadBalancers, listenerAddresses }: Pick<Aws, 'loadBalancers' | 'listenerAddresses'>): Promise<string | undefined> {
  const balancer = await loadBalancers.find(names.loadBalancer);
  if (balancer === undefined) return undefined;
  const listener = (await loadBalancers.listeners(balancer.arn)).find(({ port }) => port === 80);
  return listener && listenerAddresses.urlOf(balancer, listener);
}

/** For `solve`, which cannot go on without it. */
export async function requireLiveUrl(aws: Pick<Aws, 'loadBalancers' | 'listenerAddresses'>): Promise<string> {
  const url = await findLiveUrl(aws);
  if (url !== undefined) return url;
  throw new UserError('no-live-site', { ja: 'Boyacky には、まだネットワーク上のアドレスがありません', en: 'Boyacky has no address on the network yet' }, { why: { ja: `${names.loadBalancer} に、ポート 80 のリスナーがありません。`, en: `${names.loadBalancer} has no listener on port 80.` }, next: 'boyacky-lab solve service.listener' });
}

/** Boyacky's home page as the world sees it: through the load balancer. */
export async function openLivePage({ aws, web, signal }: Pick<StepContext, 'aws' | 'web' | 'signal'>): Promise<LivePage> {
  const url = await findLiveUrl(aws);
  if (url === undefined) return { seen: false, url, observed: { ja: 'ポート 80 のリスナーがありません', en: 'there is no listener on port 80' } };
  const page = await web.get(`${url}/`, signal);
  if (page === undefined) return { seen: false, url, observed: { ja: `${url} は応答しません`, en: `${url} does not answer` } };
  const home = page.status === 200 ? readBoyackyPage(page) : undefined;
  if (home !== undefined) return { seen: true, url, home, body: page.body };
  return { seen: false, url, observed: { ja: `${url} の応答は ${page.status} です`, en: `${url} answers with ${page.status}` } };
}
