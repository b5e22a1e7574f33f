import type { LedgerResource } from '../../ledger.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { describeImage } from './describe-image.js';
import { readIgnored } from './ignore.js';
import { dockerfile } from './dockerfile.js';
import { buildLatest, findLatest, latestImage, noteFirstImage } from './local-image.js';
import { webContainersAsResources } from './web-containers.js';

const hasRegistry = /^[^/]+[.:][^/]*\//;

/** Any image of this name will do: which one it is changes in this chapter and in the last one. */
export const build: Step = {
  id: 'image.build',
  kind: 'state',
  // By its id too: built again by hand, this image loses its name, and is found by nothing else.
  // What runs of it goes with it: an image in use cannot be deleted.
  makes: async (context) => [
    ...[latestImage, (await findLatest(context))?.id].flatMap((id): LedgerResource[] => (id === undefined ? [] : [{ kind: 'local-image', id }])),
    ...(await webContainersAsResources(context)),
  ],
  commands: async () => [`docker image build -t ${names.localImage} boyacky`],
  check: checkBuilt,
  solve: async (context) => {
    if ((await findLatest(context)) !== undefined) return;
    await dockerfile.solve(context);
    await buildLatest(context);
    // At once: whether there was a .dockerignore is not to be seen later.
    const built = await findLatest(context);
    if (built !== undefined) noteFirstImage(context, built);
  },
};

async function checkBuilt(context: StepContext): Promise<Verdict> {
  const image = await findLatest(context);
  if (image === undefined) return explainMissing(context);
  noteFirstImage(context, image);
  return done(plain(describeImage(image)));
}

async function explainMissing({ engine, workspace }: StepContext): Promise<Verdict> {
  const found = workspace.exists(workspace.dockerignore) ? readIgnored(workspace.read(workspace.dockerignore)) : { lost: [] };
  const lost = 'lost' in found ? found.lost : [];
  if (lost.length > 0) {
    return notYet(
      { ja: `イメージ ${latestImage} がある`, en: `the image ${latestImage} exists` },
      { ja: `まだありません。 .dockerignore が ${lost.join('、')} を除いているので、ビルドは失敗します`, en: `there is none yet, and the build will fail: .dockerignore leaves out ${lost.join(', ')}` },
      { ja: `.dockerignore のその行を消すか「!名前」で戻してから、次を実行します: docker image build -t ${names.localImage} boyacky`, en: `Delete that line of .dockerignore, or take it back with "!name". Then type: docker image build -t ${names.localImage} boyacky` },
    );
  }
  const near = (await engine.listImages()).flatMap(({ tags }) => tags).filter((tag) => /boyacky|web-app/.test(tag) && !hasRegistry.test(tag));
  return notYet(
    { ja: `イメージ ${latestImage} がある`, en: `the image ${latestImage} exists` },
    near.length === 0
      ? { ja: 'まだありません', en: 'there is none yet' }
      : { ja: `似た名前ならあります: ${near.join('、')}`, en: `there are others with a similar name: ${near.join(', ')}` },
    {
      ja: `docker image build -t ${names.localImage} boyacky を実行します。最後は材料のフォルダーです。`,
      en: `Type: docker image build -t ${names.localImage} boyacky (the last word is the folder with the Dockerfile)`,
    },
  );
}
