import { UserError } from '../../../shared/user-error.js';
import { names } from '../../names.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { shorten } from '../local/seen-boyakis.js';
import { createService } from './create.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';
import { findLiveUrl, openLivePage, requireLiveUrl } from './live-site.js';
import { notePosts } from './seen-posts.js';
import { storedSince } from './stored-since.js';

const sample: Text = { ja: '本番がいちばん静か', en: 'all is quiet in production' };

/** A boyaki from the browser through the load balancer and a task in a private subnet to the table, and back. */
export const postLive: Step = {
  id: 'service.post',
  kind: 'moment',
  restsOn: ['service.create'],
  commands: async ({ aws, language }) => {
    const url = (await findLiveUrl(aws)) ?? 'http://…';
    return [`curl -i -d 'boyaki=${sample[language]}' ${url}/boyaki`, `curl -s ${url}/ | grep 'class="text"'`];
  },
  check: checkPost,
  solve: async ({ aws, language, signal, web }) => {
    const service = await findService(aws);
    if (service !== undefined && storedSince(await aws.tables.items(names.table), service.createdAt).length > 0) return;
    const page = await web.post(`${await requireLiveUrl(aws)}/boyaki`, { boyaki: sample[language] }, signal);
    if (page === undefined || page.status >= 400) {
      throw new UserError('post-refused', { ja: '公開中のサイトがボヤキを受け取りませんでした', en: 'The live site did not take the boyaki' }, {
        why: page === undefined ? { ja: '応答がありませんでした。', en: 'It did not answer.' } : { ja: `応答は ${page.status} でした: ${/<code>([^]*?)<\/code>/.exec(page.body)?.[1] ?? ''}`, en: `It answered with ${page.status}: ${/<code>([^]*?)<\/code>/.exec(page.body)?.[1] ?? ''}` },
        next: 'boyacky-lab verify service.open',
      });
    }
  },
};

async function checkPost(context: StepContext): Promise<Verdict> {
  const { aws, clock, progress } = context;
  const expected = { ja: 'ロードバランサー越しに書いたボヤキが一覧に出ている', en: 'a boyaki written through the load balancer is on the list' };
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  // What chapter 2 stored is older than the service.
  const stored = storedSince(await aws.tables.items(names.table), service.createdAt).map(({ id = '' }) => id);
  const page = await openLivePage(context);
  if (stored.length === 0) {
    return notYet(
      expected,
      { ja: 'サービスができてからのボヤキはまだありません', en: 'no boyaki was written since the service was created' },
      { ja: `${page.url ?? ''} を開いて一言書き、「ボヤく」を押します。`, en: `Open ${page.url ?? 'the site'}, write a line and press Grumble.` },
    );
  }
  if (!page.seen) return waiting(page.observed, clock.now(), { ja: '数秒', en: 'a few seconds' });
  const listed = page.home.boyakis.filter(({ id }) => stored.includes(id));
  // The list is read through an index, which follows the table with a little delay.
  if (listed.length === 0) return waiting({ ja: '一覧に出るのを待っています', en: 'waiting for it to be listed' }, clock.now(), { ja: '1 秒', en: '1 s' });
  notePosts(progress, listed.map(({ id }) => id));
  return done(...listed.slice(0, 3).map(({ text }) => ({ ja: `一覧にあります: ${shorten(text)}`, en: `on the list: ${shorten(text)}` })));
}
