import type { Page } from '../../../web/web.js';
import type { StepContext } from '../../types.js';
import { readBoyackyPage, type BoyackyPage } from './boyacky-page.js';

/** Asked by number: the name "localhost" may mean ::1 first, where nobody listens. No final slash. */
export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

export type LocalPage =
  /** Nobody answered. */
  | { readonly who: 'nobody' }
  /** Something that is not Boyacky. */
  | { readonly who: 'stranger'; readonly page: Page }
  | { readonly who: 'boyacky'; readonly home: BoyackyPage };

/** Who answers on a port of this machine, and with what. */
export async function openLocalPage({ web, signal }: Pick<StepContext, 'web' | 'signal'>, port: number): Promise<LocalPage> {
  const page = await web.get(`${localUrl(port)}/`, signal);
  if (page === undefined) return { who: 'nobody' };
  const home = readBoyackyPage(page);
  return home === undefined ? { who: 'stranger', page } : { who: 'boyacky', home };
}
