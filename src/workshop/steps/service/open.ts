import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { names } from '../../names.js';
import { createService } from './create.js';
import { findService } from './find-service.js';
import { firstDo } from './first-do.js';
import { findLiveUrl, openLivePage } from './live-site.js';
import { listener } from './listener.js';

/** Boyacky, in the open. */
export const openSite: Step = {
  id: 'service.open',
  kind: 'state',
  deadlineMs: 5 * 60_000,
  commands: async ({ aws }) => [`curl -i ${(await findLiveUrl(aws)) ?? 'http://…'}/`],
  check: checkSite,
  // To open it is all there is to do, and `check` does it.
  solve: async () => {},
};

async function checkSite(context: StepContext): Promise<Verdict> {
  const expected = { ja: 'ロードバランサー越しに Boyacky が開き、テーブルにも届いている', en: 'Boyacky opens through the load balancer, and reaches its table' };
  const service = await findService(context.aws);
  if (service === undefined) return firstDo(expected, { ja: 'サービスがありません', en: 'there is no service' }, createService.id);
  const page = await openLivePage(context);
  if (page.url === undefined) return firstDo(expected, { ja: 'リスナーがありません', en: 'there is no listener' }, listener.id);
  // A fresh DNS name, or a target that is healthy since a moment ago: the next look may find it.
  if (!page.seen) return waiting(page.observed, service.createdAt, { ja: '1 分', en: '1 min' });
  const { trouble, version } = page.home;
  if (trouble === undefined) return done({ ja: `Boyacky ${version} が ${page.url} で開きました`, en: `Boyacky ${version} is open at ${page.url}` });
  if (!/AccessDenied|not authorized/.test(trouble)) {
    return waiting({ ja: `テーブルに届きません: ${trouble}`, en: `it cannot reach its table: ${trouble}` }, service.createdAt, { ja: '1 分', en: '1 min' });
  }
  return notYet(
    expected,
    { ja: `ページは開きますが、テーブルを使えません: ${trouble}`, en: `the page opens, but may not use its table: ${trouble}` },
    { ja: `タスクロール ${names.taskRole} のポリシーを確かめます（実行ロールではありません）。`, en: `Check the policy of the task role ${names.taskRole} (not of the execution role).` },
  );
}
