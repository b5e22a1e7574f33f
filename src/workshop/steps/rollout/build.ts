import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { describeImage, hasSameFiles } from '../image/describe-image.js';
import { labelsFor } from '../image/local-image.js';
import { findPushed, newLocalImage, newTag, oldTag } from './images.js';

/** A new tag for new content: 1.0 stays what it was. */
export const buildNew: Step = {
  id: 'rollout.build',
  kind: 'state',
  makes: [{ kind: 'local-image', id: newLocalImage }],
  commands: async () => [`docker image build -t ${newLocalImage} boyacky`],
  check: checkBuilt,
  solve: async (context) => {
    const { engine, ledger, owner, say, signal, workspace } = context;
    if ((await checkBuilt(context)).verdict === 'done') return;
    await ledger.record({ kind: 'local-image', id: newLocalImage }, () =>
      engine.build({ contextDir: workspace.appDir, tags: [newLocalImage], labels: labelsFor(owner), onOutput: say, signal }),
    );
  },
};

async function checkBuilt({ aws, engine }: StepContext): Promise<Verdict> {
  const expected = { ja: `イメージ ${newLocalImage} がある`, en: `the image ${newLocalImage} exists` };
  const image = await engine.inspectImage(newLocalImage);
  const pushed = await findPushed(aws);
  if (image === undefined) {
    if (pushed.new !== undefined) return done({ ja: `ECR に ${newTag} があります`, en: `${newTag} is in ECR` });
    return notYet(expected, { ja: 'まだありません', en: 'there is none yet' }, {
      ja: `docker image build -t ${newLocalImage} boyacky を実行します。`,
      en: `Type: docker image build -t ${newLocalImage} boyacky`,
    });
  }
  // What is in ECR counts; the tag here may be bent to anything.
  const inEcr = pushed.uri === undefined || pushed.old === undefined ? undefined : await engine.inspectImage(`${pushed.uri}@${pushed.old.digest}`);
  const old = inEcr ?? (pushed.uri === undefined ? undefined : await engine.inspectImage(`${pushed.uri}:${oldTag}`));
  // By their files: every build has an id of its own where attestations are made, unchanged files or not.
  if (old !== undefined && hasSameFiles(old, image)) {
    return notYet(expected, { ja: `${newTag} の中身が ${oldTag} と同じです`, en: `${newTag} has the same content as ${oldTag}` }, {
      ja: `ソースを直して保存してから、docker image build -t ${newLocalImage} boyacky をやり直します。`,
      en: `Fix the source, save it, then build again: docker image build -t ${newLocalImage} boyacky`,
    });
  }
  return done(plain(describeImage(image)));
}
