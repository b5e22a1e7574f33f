import { UserError } from '../../../shared/user-error.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { logIn } from '../ecr/registry-login.js';
import { removeUnrunnable } from '../ecr/remove-unrunnable.js';
import { requireRunnable, tellIndex } from '../ecr/runnable.js';
import { firstDo } from '../service/first-do.js';
import { buildNew } from './build.js';
import { findPushed, newLocalImage, newTag } from './images.js';

/** The login of chapter 4 may have run out: it is good for twelve hours. */
export const pushNew: Step = {
  id: 'rollout.push',
  kind: 'state',
  deadlineMs: 10 * 60_000,
  makes: async ({ aws }) => {
    const uri = (await aws.repositories.find(names.repository))?.uri;
    return uri === undefined ? [] : [{ kind: 'local-image', id: `${uri}:${newTag}` }];
  },
  commands: async ({ aws, target }) => {
    const uri = (await aws.repositories.find(names.repository))?.uri ?? '<repository>';
    return [
      `aws ecr get-login-password --region ${target.region} | docker login --username AWS --password-stdin ${uri.split('/')[0] ?? ''}`,
      `docker tag ${newLocalImage} ${uri}:${newTag}`,
      `docker push ${uri}:${newTag}`,
    ];
  },
  check: checkPushed,
  solve: async (context) => {
    const { aws, engine, ledger, say, signal } = context;
    const pushed = await findPushed(aws);
    if (pushed.new !== undefined && !(await removeUnrunnable(context, newTag))) return;
    if (pushed.uri === undefined) {
      throw new UserError('repository-missing', { ja: `リポジトリ ${names.repository} がありません`, en: `The repository ${names.repository} is not there` }, { why: { ja: '第 4 章で作ります。', en: 'Chapter 4 makes it.' }, next: 'boyacky-lab solve ecr.repository' });
    }
    await buildNew.solve(context);
    const reference = `${pushed.uri}:${newTag}`;
    await logIn(context);
    await ledger.record({ kind: 'local-image', id: reference }, () => engine.tag(newLocalImage, reference));
    const { digest } = await engine.push(reference, { onOutput: say, signal });
    say(plain(digest));
  },
};

async function checkPushed(context: StepContext): Promise<Verdict> {
  const expected = { ja: `ECR の ${names.repository} に ${newTag} がある`, en: `${names.repository} in ECR has ${newTag}` };
  const pushed = await findPushed(context.aws);
  if (pushed.uri === undefined) return firstDo(expected, { ja: 'リポジトリがありません', en: 'there is no repository' }, 'ecr.repository');
  if (pushed.new !== undefined) {
    const runnable = await requireRunnable(context, newTag);
    return 'verdict' in runnable ? runnable : done(plain(`${pushed.uri}:${newTag}`), plain(pushed.new.digest), ...tellIndex(runnable));
  }
  return notYet(
    expected,
    { ja: `タグ ${newTag} がまだありません`, en: `there is no tag ${newTag} yet` },
    { ja: `docker tag ${newLocalImage} ${pushed.uri}:${newTag} のあと、docker push ${pushed.uri}:${newTag}`, en: `docker tag ${newLocalImage} ${pushed.uri}:${newTag}, then docker push ${pushed.uri}:${newTag}` },
  );
}
