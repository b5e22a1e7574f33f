import { UserError } from '../../../shared/user-error.js';
import { names } from '../../names.js';
import type { StepContext } from '../../types.js';
import { readReason } from './read-reason.js';

/**
 * Posts `text` to the Boyacky at `url` and finds in the table what became of it; the item is deleted again.
 * undefined: nothing was stored. Throws `UserError` when the app refuses.
 */
export async function postAndReadBack({ aws, signal, web }: Pick<StepContext, 'aws' | 'signal' | 'web'>, url: string, text: string): Promise<string | undefined> {
  const before = new Set((await aws.tables.items(names.table)).map(({ id }) => id));
  const page = await web.post(`${url}/boyaki`, { boyaki: text }, signal);
  // Whatever was cut, and however wrongly: its beginning is the same.
  const made = (await aws.tables.items(names.table)).filter(({ id, boyaki = '' }) => !before.has(id) && boyaki.startsWith(text.slice(0, 8)));
  for (const { id = '' } of made) await aws.tables.deleteItem(names.table, id);
  if (page === undefined || page.status >= 400) {
    throw new UserError('post-refused', { ja: `${url} の Boyacky がボヤキを受け取りませんでした`, en: `Boyacky at ${url} did not take the text` }, {
      why: page === undefined ? { ja: '応答がありませんでした。', en: 'It did not answer.' } : { ja: `応答は ${page.status} でした: ${readReason(page.body) ?? ''}`, en: `It answered with ${page.status}: ${readReason(page.body) ?? ''}` },
      next: 'boyacky-lab hint',
    });
  }
  return made[0]?.['boyaki'];
}
