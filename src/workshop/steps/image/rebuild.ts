import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { noteFact } from '../local/note-fact.js';
import { build } from './build.js';
import { describeImage, shortId } from './describe-image.js';
import { ignore } from './ignore.js';
import { buildLatest, findLatest, firstImage, noteFirstImage, secondImage, wasIgnoredFromTheStart } from './local-image.js';

/** The same name, another image: the tag moves on, the old image stays behind without a name. */
export const rebuild: Step = {
  id: 'image.rebuild',
  kind: 'moment',
  restsOn: ['image.build'],
  commands: async () => [`docker image build -t ${names.localImage} boyacky`],
  check: checkRebuilt,
  solve: async (context) => {
    const { engine, ledger, progress } = context;
    await build.solve(context);
    await ignore.solve(context);
    const latest = await findLatest(context);
    if (latest === undefined) return;
    noteFirstImage(context, latest);
    if (progress.fact(firstImage) !== latest.id || wasIgnoredFromTheStart(context)) return;
    // It is about to lose its only name; by its id clean-up finds it still.
    if (latest.tags.length === 1) await ledger.record({ kind: 'local-image', id: latest.id }, () => engine.inspectImage(latest.id));
    await buildLatest(context);
  },
};

async function checkRebuilt(context: StepContext): Promise<Verdict> {
  const { progress } = context;
  const latest = await findLatest(context);
  if (latest === undefined) return build.check(context);
  const first = progress.fact(firstImage);
  if (first !== undefined && first !== latest.id) {
    noteFact(progress, secondImage, latest.id);
    return done(plain(`${shortId(first)} → ${shortId(latest.id)}`), plain(describeImage(latest)));
  }
  if (first !== undefined && wasIgnoredFromTheStart(context)) {
    noteFact(progress, secondImage, latest.id);
    return done({
      ja: `最初のビルドのときから .dockerignore があったので、作り直しても同じ ${shortId(latest.id)} です（すべてキャッシュ）`,
      en: `.dockerignore was there at the first build: built again it is the same ${shortId(latest.id)}, all of it from the cache`,
    });
  }
  return notYet(
    { ja: `${names.localImage}:latest が新しいイメージになっている`, en: `${names.localImage}:latest is a new image` },
    { ja: `まだ最初のイメージ ${shortId(latest.id)} です`, en: `it is still the first image, ${shortId(latest.id)}` },
    {
      ja: `.dockerignore を保存してから docker image build -t ${names.localImage} boyacky をもう一度実行します。中身が変わらなければキャッシュから同じ ID ができます。`,
      en: `Save .dockerignore, then once more: docker image build -t ${names.localImage} boyacky (as long as nothing changes, the cache gives the same id)`,
    },
  );
}
