import { factOf } from '../../fact.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { names } from '../../names.js';
import { findService } from '../service/find-service.js';
import { firstDo } from '../service/first-do.js';
import { storedSince } from '../service/stored-since.js';
import { findLiveUrl, openLivePage, requireLiveUrl } from '../service/live-site.js';
import { explainStored } from './explain-stored.js';
import { fixedVersion } from './find-fix-faults.js';
import { postAndReadBack } from './post-and-read-back.js';
import { countCharacters, limit, longText } from './texts.js';
import { watchRollout } from './watch.js';

const storedFact = factOf('rollout.limit', 'stored');

/** The text that 1.0 could not take, once more. */
export const limitHolds: Step = {
  id: 'rollout.limit',
  kind: 'moment',
  restsOn: ['rollout.watch'],
  deadlineMs: 3 * 60_000,
  commands: async ({ aws }) => {
    const url = (await findLiveUrl(aws)) ?? 'http://…';
    return [`curl -i --data-urlencode boyaki@long.txt ${url}/boyaki`, `curl -is ${url}/ | grep -E 'x-boyacky-version|maxlength|class="text"'`];
  },
  check: checkLimit,
  solve: async (context) => {
    const { aws, progress } = context;
    const known = progress.fact(storedFact);
    const page = await openLivePage(context);
    // On 1.0 it would only show the bug again.
    if (!page.seen || page.home.version !== fixedVersion || (known !== undefined && explainStored(known, longText) === undefined)) return;
    progress.remember(storedFact, ((await postAndReadBack(context, await requireLiveUrl(aws), longText)) ?? '').slice(0, 1000));
  },
};

async function checkLimit(context: StepContext): Promise<Verdict> {
  const { clock, progress } = context;
  const expected = { ja: `公開中の ${fixedVersion} が、長いボヤキを ${limit} 文字に切って登録する`, en: `${fixedVersion} is live and stores a long boyaki cut to ${limit} characters` };
  const page = await openLivePage(context);
  if (page.url === undefined) return firstDo(expected, { ja: 'サイトがありません', en: 'there is no site' }, 'service.listener');
  if (!page.seen) return waiting(page.observed, clock.now(), { ja: '数秒', en: 'a few seconds' });
  const { boyakis, version } = page.home;
  if (version !== fixedVersion) {
    return firstDo(expected, { ja: `${page.url} はまだ ${version} です`, en: `${page.url} is still ${version}` }, watchRollout.id);
  }
  if (!new RegExp(`maxlength\\s*=\\s*["']?${limit}\\b`).test(page.body)) {
    return firstDo(expected, { ja: `入力欄に maxlength="${limit}" がありません`, en: `the input has no maxlength="${limit}"` }, 'rollout.fix');
  }
  // What was written on trial before 1.1 was live is in the same table, and proves nothing of the live site.
  const live = await findStoredSinceRollout(context);
  const byHand = boyakis.find(({ id, text }) => live.includes(id) && countCharacters(text) === limit)?.text;
  const stored = progress.fact(storedFact);
  const fault = byHand !== undefined ? undefined : stored === undefined ? { ja: 'まだ試していません', en: 'not tried yet' } : explainStored(stored, longText);
  if (fault !== undefined) {
    return notYet(expected, fault, { ja: `${page.url} に長いテキストをもう一度送ります。`, en: `Send the long text to ${page.url} once more.` });
  }
  return done(
    { ja: `${page.url} は ${version}、入力欄は maxlength=${limit}`, en: `${page.url} is ${version}, its input has maxlength=${limit}` },
    { ja: `${limit} 文字で登録されました: ${byHand ?? stored ?? ''}`, en: `stored with ${limit} characters: ${byHand ?? stored ?? ''}` },
  );
}

async function findStoredSinceRollout({ aws, progress }: StepContext): Promise<readonly string[]> {
  const seen = progress.witnessed(watchRollout.id)?.at;
  const since = seen === undefined ? (await findService(aws))?.createdAt : Date.parse(seen);
  return since === undefined ? [] : storedSince(await aws.tables.items(names.table), since).map(({ id = '' }) => id);
}
