import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { deleteTagCommand, haveSameFiles, requireRunnable, tellIndex } from '../ecr/runnable.js';
import { firstDo } from '../service/first-do.js';
import { findPushed, newTag, oldTag } from './images.js';
import { pushNew } from './push.js';

/** A tag is a name; the digest is the content. */
export const compareDigests: Step = {
  id: 'rollout.digests',
  kind: 'moment',
  restsOn: ['rollout.push'],
  commands: async () => [`aws ecr describe-images --repository-name ${names.repository} --query 'imageDetails[].[imageTags[0],imageDigest]' --output text`],
  check: checkDigests,
  // To compare is all there is to do, and `check` does it; where both are the same, 1.1 is built and pushed anew.
  solve: async (context) => {
    const [old, fresh] = [await requireRunnable(context, oldTag), await requireRunnable(context, newTag)];
    if ('verdict' in old || 'verdict' in fresh || !haveSameFiles(old, fresh)) return;
    context.say(plain(`$ ${deleteTagCommand(newTag)}`));
    await context.aws.repositories.deleteTag(names.repository, newTag);
    await pushNew.solve(context);
  },
};

async function checkDigests(context: StepContext): Promise<Verdict> {
  const expected = { ja: `${oldTag} と ${newTag} のダイジェストが違う`, en: `${oldTag} and ${newTag} have different digests` };
  const pushed = await findPushed(context.aws);
  if (pushed.old === undefined || pushed.new === undefined) {
    const missing = pushed.old === undefined ? oldTag : newTag;
    return firstDo(expected, { ja: `ECR に ${missing} がありません`, en: `${missing} is not in ECR` }, pushNew.id);
  }
  const [old, fresh] = [await requireRunnable(context, oldTag), await requireRunnable(context, newTag)];
  if ('verdict' in old) return old;
  if ('verdict' in fresh) return fresh;
  if (!haveSameFiles(old, fresh)) {
    return done(plain(`${oldTag}  ${pushed.old.digest}`), plain(`${newTag}  ${pushed.new.digest}`), { ja: '中身が違います', en: 'their content differs' }, ...[...tellIndex(old), ...tellIndex(fresh)].slice(0, 1));
  }
  return notYet(
    expected,
    pushed.old.digest === pushed.new.digest
      ? { ja: `どちらも ${pushed.old.digest} です`, en: `both are ${pushed.old.digest}` }
      : { ja: 'タグのダイジェストは違いますが、下にあるイメージのレイヤーは同じです。ファイルは 1 つも変わっていません', en: 'the digests of the tags differ, but the layers of the images are the same: not one file has changed' },
    {
      ja: `1.0 と同じものを ${newTag} としてプッシュしたようです。 aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=${newTag} で消し、直したソースからビルドしてプッシュし直します。`,
      en: `It seems that 1.0 was pushed as ${newTag}: delete the tag (aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=${newTag}), build from the fixed source and push again.`,
    },
  );
}
