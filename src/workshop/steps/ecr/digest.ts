import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { formatSize } from '../image/describe-image.js';
import { push, pushedDigest } from './push.js';
import { ensureLoggedIn } from './registry-login.js';
import { findPushed, findRepository, firstTag } from './registry-image.js';
import { requireRunnable, tellIndex } from './runnable.js';

/** The name that cannot lie: a digest is computed from what was pushed, and is the same on both sides. */
export const digest: Step = {
  id: 'ecr.digest',
  kind: 'moment',
  restsOn: ['ecr.push'],
  commands: async (context) => {
    const repository = await findRepository(context);
    return [
      `aws ecr describe-images --repository-name ${names.repository} --image-ids imageTag=${firstTag}`,
      `docker image inspect --format '{{.RepoDigests}}' ${'verdict' in repository ? '<repository URI>' : repository.uri}:${firstTag}`,
    ];
  },
  check: checkDigest,
  solve: async (context) => {
    await push.solve(context);
    const repository = await findRepository(context);
    const verdict = await checkDigest(context);
    if ('verdict' in repository || verdict.verdict === 'done') return;
    await ensureLoggedIn(context, repository.uri);
    // Pulling what is here already moves no layer, and writes the digest down beside the local image.
    await context.engine.pull(`${repository.uri}:${firstTag}`, { signal: context.signal });
  },
};

async function checkDigest(context: StepContext): Promise<Verdict> {
  const { engine, progress } = context;
  const repository = await findRepository(context);
  if ('verdict' in repository) return repository;
  const pushed = await findPushed(context, firstTag);
  if (pushed === undefined) return push.check(context);
  const runnable = await requireRunnable(context, firstTag);
  if ('verdict' in runnable) return runnable;
  const local = await engine.inspectImage(`${repository.uri}:${firstTag}`);
  const known = [...(local?.digests ?? []).map((each) => each.split('@')[1]), progress.fact(pushedDigest)];
  const inEcr = { ja: `ECR: ${pushed.digest}（圧縮して ${formatSize(pushed.sizeBytes)}）`, en: `ECR: ${pushed.digest} (${formatSize(pushed.sizeBytes)} compressed)` };
  if (known.includes(pushed.digest)) {
    return done(inEcr, { ja: `手元: ${pushed.digest}（展開して ${formatSize(local?.sizeBytes ?? 0)}）`, en: `here: ${pushed.digest} (${formatSize(local?.sizeBytes ?? 0)} unpacked)` }, ...tellIndex(runnable));
  }
  return notYet(
    { ja: `手元の ${firstTag} のダイジェストが ECR と同じ`, en: `the digest of ${firstTag} is the same here and in ECR` },
    { ja: `ECR: ${pushed.digest}、手元: ${local === undefined ? 'イメージなし' : (known[0] ?? 'なし')}`, en: `ECR: ${pushed.digest}, here: ${local === undefined ? 'no such image' : (known[0] ?? 'none')}` },
    plain(`docker pull ${repository.uri}:${firstTag}`),
  );
}
