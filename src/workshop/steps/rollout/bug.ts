import { UserError } from '../../../shared/user-error.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { findService } from '../service/find-service.js';
import { firstDo } from '../service/first-do.js';
import { findLiveUrl, openLivePage, requireLiveUrl } from '../service/live-site.js';
import { readReason } from './read-reason.js';
import { longText } from './texts.js';

const seenReason = factOf('rollout.bug', 'reason');
const seenAt = factOf('rollout.bug', 'at');
const tooLarge = /Item size has exceeded the maximum allowed size/;
/** The page has shown the reason already; the log line is only looked for, not insisted on. */
const logPatienceMs = 20_000;

/** A text over 400 KB: refused by DynamoDB, and Boyacky 1.0 can only pass the refusal on. */
export const showBug: Step = {
  id: 'rollout.bug',
  kind: 'moment',
  restsOn: ['service.create'],
  commands: async ({ aws }) => [
    `head -c 420000 /dev/zero | tr '\\0' a > long.txt`,
    `curl -i --data-urlencode boyaki@long.txt ${(await findLiveUrl(aws)) ?? 'http://…'}/boyaki`,
    `aws logs tail ${names.logGroup} --since 5m`,
  ],
  check: checkBug,
  solve: async (context) => {
    const { aws, clock, progress, say, signal, web } = context;
    const page = await openLivePage(context);
    if (progress.fact(seenReason) !== undefined || (page.seen && isFixed(page.home.version))) return;
    const url = await requireLiveUrl(aws);
    say(plain(`POST ${url}/boyaki (${Math.round(longText.length / 1000)} KB)`));
    const answer = await web.post(`${url}/boyaki`, { boyaki: longText }, signal);
    const reason = answer === undefined ? undefined : readReason(answer.body);
    const stored = (await aws.tables.items(names.table)).some(({ boyaki = '' }) => boyaki === longText);
    if (answer?.status !== 500 || reason === undefined || !tooLarge.test(reason) || stored) {
      throw new UserError('bug-not-seen', { ja: 'Boyacky 1.0 ではエラーになるはずの長いボヤキが、エラーになりませんでした', en: 'The long text was not refused as it should be by Boyacky 1.0' }, {
        why: answer === undefined ? { ja: 'サイトが応答しませんでした。', en: 'The site did not answer.' } : { ja: `サイトの応答は ${answer.status} でした${reason === undefined ? '' : `: ${reason}`}。`, en: `The site answered with ${answer.status}${reason === undefined ? '' : `: ${reason}`}.` },
        next: 'boyacky-lab verify service.open',
      });
    }
    progress.remember(seenAt, String(clock.now()));
    progress.remember(seenReason, reason);
  },
};

async function checkBug(context: StepContext): Promise<Verdict> {
  const { aws, clock, progress } = context;
  const expected = { ja: '400 KB を超えるボヤキが登録できないことと、その理由を見た', en: 'a boyaki over 400 KB was seen to be refused, and why' };
  const service = await findService(aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, 'service.create');
  const logged = (await aws.logGroups.events(names.logGroup, { last: 10_000, startTime: service.createdAt })).filter(({ message }) => tooLarge.test(message)).at(-1);
  const reason = progress.fact(seenReason);
  const since = Number(progress.fact(seenAt) ?? 0);
  const evidence = [
    ...(reason === undefined ? [] : [{ ja: `応答は 500: ${reason}`, en: `the answer was 500: ${reason}` }]),
    ...(reason === undefined ? [] : [{ ja: 'テーブルには何も入っていません', en: 'nothing is stored in the table' }]),
    ...(logged === undefined ? [] : [plain(`${names.logGroup}: ${logged.message.trim()}`)]),
  ];
  if (logged === undefined && reason !== undefined && clock.now() - since < logPatienceMs) {
    return waiting({ ja: `ロググループ ${names.logGroup} に同じ理由が届くのを待っています`, en: `waiting for the same reason in the log group ${names.logGroup}` }, since, { ja: '数秒', en: 'a few seconds' });
  }
  if (evidence.length > 0) return done(...evidence);
  const page = await openLivePage(context);
  if (page.seen && isFixed(page.home.version)) {
    return done({ ja: `公開中のものは ${page.home.version} で、不具合はもう再現しません（見てはいません）`, en: `${page.home.version} is live, in which the bug cannot be seen any more (it was not seen)` });
  }
  return notYet(
    expected,
    { ja: 'まだ試していません', en: 'not tried yet' },
    { ja: `${page.url ?? 'サイト'} に 400 KB を超えるテキストを送ります。`, en: `Send a text of more than 400 KB to ${page.url ?? 'the site'}.` },
  );
}

function isFixed(version: string): boolean {
  return !version.startsWith('1.0');
}
