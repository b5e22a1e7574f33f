import { join } from 'node:path';
import { UserError } from '../../../shared/user-error.js';
import type { EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { labelsFor } from '../image/local-image.js';
import { push } from './push.js';
import { findPushed, firstTag } from './registry-image.js';
import { pushLoggedIn } from './registry-login.js';
import { createRepository } from './repository.js';
import { firstReference, imageFact, tagFirst } from './tag.js';

const words = factOf('ecr.immutable', 'words');
/** What ECR had as 1.0 when it was tried. */
export const digestBefore = factOf('ecr.immutable', 'digest');
const otherImage = `${names.localImage}:other-content`;

/** Succeeds when it is refused: what was pushed as 1.0 stays what it is. */
export const immutable: Step = {
  id: 'ecr.immutable',
  kind: 'moment',
  restsOn: ['ecr.tag', 'ecr.push'],
  commands: async (context) => {
    const reference = await firstReference(context);
    return [
      `printf 'FROM ${reference}\\nLABEL boyacky-lab.try="other content"\\n' | docker image build -t ${otherImage} -`,
      `docker tag ${otherImage} ${reference}`,
      `docker push ${reference}`,
    ];
  },
  afterwards: async (context) => {
    if ((await context.engine.inspectImage(otherImage)) === undefined) return [];
    return [`docker tag ${names.localImage}:latest ${await firstReference(context)}`, `docker image rm ${otherImage}`];
  },
  check: checkRefused,
  solve: async (context) => {
    await push.solve(context);
    await createRepository(context);
    const { progress } = context;
    const pushed = await findPushed(context, firstTag);
    if (pushed === undefined || (progress.fact(words) !== undefined && progress.fact(digestBefore) === pushed.digest)) return;
    progress.remember(digestBefore, pushed.digest);
    await tagFirst(context);
    await pushOther(context, await firstReference(context));
  },
};

async function pushOther(context: StepContext, reference: string): Promise<void> {
  const { engine, ledger, owner, progress, signal, workspace } = context;
  const contextDir = join(workspace.stateDir, 'other-content');
  const resource = { kind: 'local-image', id: otherImage } as const;
  workspace.write(join(contextDir, 'Dockerfile'), `FROM ${reference}\nLABEL boyacky-lab.try="other content"\n`);
  await ledger.record(resource, () => engine.build({ contextDir, tags: [otherImage], labels: labelsFor(owner), signal }));
  try {
    await engine.tag(otherImage, reference);
    await pushLoggedIn(context, reference);
    throw new UserError('tag-was-overwritten', { ja: `ECR が ${firstTag} の上書きを許しました`, en: `ECR let ${firstTag} be overwritten` }, {
      why: { ja: `${names.repository} のタグが、イミュータブルではなくなっています。`, en: `The tags of ${names.repository} are not immutable any more.` },
      next: `aws ecr put-image-tag-mutability --repository-name ${names.repository} --image-tag-mutability IMMUTABLE`,
    });
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError') || error.code !== 'tag-immutable') throw error;
    progress.remember(words, error.message);
  } finally {
    await tagFirst(context);
    await engine.removeImage(otherImage);
    ledger.deleted(resource);
  }
}

async function checkRefused(context: StepContext): Promise<Verdict> {
  const { engine, progress } = context;
  const pushed = await findPushed(context, firstTag);
  if (pushed === undefined) return push.check(context);
  const [said, before] = [progress.fact(words), progress.fact(digestBefore)];
  const expected = { ja: `別の中身を ${firstTag} としてプッシュすると拒否され、ECR の ${firstTag} は変わらない`, en: `other content is refused as ${firstTag}, and ${firstTag} in ECR stays what it is` };
  if (before !== undefined && before !== pushed.digest) {
    return notYet(expected, { ja: `${firstTag} が書き換わりました: ${before} → ${pushed.digest}`, en: `${firstTag} was overwritten: ${before} → ${pushed.digest}` }, {
      ja: `aws ecr put-image-tag-mutability --repository-name ${names.repository} --image-tag-mutability IMMUTABLE で戻し、 aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=${firstTag} で消してから、正しいイメージをプッシュし直します。`,
      en: `Make the tags immutable again (aws ecr put-image-tag-mutability --repository-name ${names.repository} --image-tag-mutability IMMUTABLE), delete it (aws ecr batch-delete-image --repository-name ${names.repository} --image-ids imageTag=${firstTag}) and push the right image.`,
    });
  }
  const unchanged = { ja: `ECR の ${firstTag} は ${pushed.digest} のまま`, en: `${firstTag} in ECR is ${pushed.digest} still` };
  if (said !== undefined) return done(plain(said), unchanged);
  const reference = await firstReference(context);
  const local = await engine.inspectImage(reference);
  const right = progress.fact(imageFact);
  // Our own attempt ends with a fact; a local 1.0 that is another image while ours is not under way is the learner's.
  if (before === undefined && local !== undefined && right !== undefined && local.id !== right && !isPushed(local.digests, pushed.digest)) {
    return done(
      { ja: `手元の ${firstTag} は別の中身ですが、ECR には入っていません`, en: `${firstTag} here is other content, and it did not get into ECR` },
      unchanged,
      plain(`docker tag ${names.localImage}:latest ${reference}`),
    );
  }
  return notYet(expected, { ja: 'まだ試していません', en: 'it was not tried yet' }, {
    ja: `中身の違うイメージに ${reference} と付けて、 docker push してみます。`,
    en: `Tag an image with other content as ${reference} and try to docker push it.`,
  });
}

function isPushed(digests: readonly string[], digest: string): boolean {
  return digests.some((each) => each.endsWith(`@${digest}`));
}
