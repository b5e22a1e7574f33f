import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { firstDo } from './first-do.js';
import { findLiveUrl, openLivePage, requireLiveUrl } from './live-site.js';
import { postLive } from './post.js';
import { seenPosts } from './seen-posts.js';

/** Seen on the live list before, and gone now: from the table and from the list. */
export const purifyLive: Step = {
  id: 'service.purify',
  kind: 'moment',
  restsOn: ['service.post'],
  commands: async ({ aws, progress }) => [`curl -i -X POST ${(await findLiveUrl(aws)) ?? 'http://…'}/boyaki/${seenPosts(progress)[0] ?? '<id>'}/purify`],
  check: checkGone,
  solve: async (context) => {
    const { aws, progress, signal, web } = context;
    const seen = seenPosts(progress);
    const [first] = seen;
    if (first === undefined || (await findGone(context, seen)).length > 0) return;
    await web.post(`${await requireLiveUrl(aws)}/boyaki/${encodeURIComponent(first)}/purify`, {}, signal);
  },
};

async function checkGone(context: StepContext): Promise<Verdict> {
  const { clock, progress } = context;
  const expected = { ja: '浄化したボヤキが、一覧にもテーブルにもない', en: 'the purified boyaki is neither on the list nor in the table' };
  const seen = seenPosts(progress);
  if (seen.length === 0) return firstDo(expected, { ja: 'まだ一覧で見たボヤキがありません', en: 'no boyaki was seen on the list yet' }, postLive.id);
  const gone = await findGone(context, seen);
  if (gone.length === 0) {
    return notYet(
      expected,
      { ja: `${seen.length} 件ともまだテーブルにあります`, en: `all ${seen.length} are still in the table` },
      { ja: '一覧で「浄化」を押します。', en: 'Press Purify on the list.' },
    );
  }
  const page = await openLivePage(context);
  if (!page.seen) return waiting(page.observed, clock.now(), { ja: '数秒', en: 'a few seconds' });
  if (page.home.boyakis.some(({ id }) => gone.includes(id))) {
    return waiting({ ja: '一覧から消えるのを待っています', en: 'waiting for it to leave the list' }, clock.now(), { ja: '1 秒', en: '1 s' });
  }
  return done({ ja: `浄化されました: ${gone[0] ?? ''}`, en: `purified: ${gone[0] ?? ''}` });
}

async function findGone({ aws }: StepContext, seen: readonly string[]): Promise<readonly string[]> {
  const there = (await aws.tables.items(names.table)).map(({ id }) => id);
  return seen.filter((id) => !there.includes(id));
}
