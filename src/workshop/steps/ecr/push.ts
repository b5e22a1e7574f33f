import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { findPushed, findRepository, firstTag } from './registry-image.js';
import { pushLoggedIn } from './registry-login.js';
import { removeUnrunnable } from './remove-unrunnable.js';
import { requireRunnable, tellIndex } from './runnable.js';
import { createRepository } from './repository.js';
import { firstReference, tagFirst } from './tag.js';

export const pushedDigest = factOf('ecr.push', 'digest');

/** Layers go up one by one, the manifest that binds them last. */
export const push: Step = {
  id: 'ecr.push',
  kind: 'state',
  restsOn: ['ecr.repository'],
  deadlineMs: 120_000,
  commands: async (context) => [`docker push ${await firstReference(context)}`],
  check: checkPushed,
  solve: async (context) => {
    if ((await findPushed(context, firstTag)) !== undefined && !(await removeUnrunnable(context, firstTag))) return;
    await createRepository(context);
    await tagFirst(context);
    const { digest } = await pushLoggedIn(context, await firstReference(context));
    context.progress.remember(pushedDigest, digest);
  },
};

async function checkPushed(context: StepContext): Promise<Verdict> {
  const repository = await findRepository(context);
  if ('verdict' in repository) return repository;
  const images = await context.aws.repositories.images(names.repository);
  const pushed = images.find(({ tags }) => tags.includes(firstTag));
  if (pushed !== undefined) {
    const runnable = await requireRunnable(context, firstTag);
    return 'verdict' in runnable ? runnable : done(plain(`${repository.uri}:${firstTag}`), plain(pushed.digest), ...tellIndex(runnable));
  }
  const tags = images.flatMap((image) => image.tags);
  return notYet(
    { ja: `${names.repository} にタグ ${firstTag} がある`, en: `${names.repository} has the tag ${firstTag}` },
    tags.length === 0 ? { ja: 'リポジトリは空です', en: 'the repository is empty' } : { ja: `あるタグ: ${tags.join('、')}`, en: `it has the tags ${tags.join(', ')}` },
    plain(`docker push ${repository.uri}:${firstTag}`),
  );
}
