import { factOf } from '../../fact.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { noteFact } from '../local/note-fact.js';
import { build } from './build.js';
import { describeImage, shortId } from './describe-image.js';
import { ignore } from './ignore.js';
import { buildLatest, findLatest, firstImage, isLikeTheFirst, noteFirstImage, secondImage, wasIgnoredFromTheStart } from './local-image.js';

/** Id of the image that building again gave, where it has the files of the first. */
const builtAgain = factOf('image.rebuild', 'built-again');

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
    if (isLikeTheFirst(context, latest) === false || progress.fact(builtAgain) === latest.id) return;
    // It is about to lose its only name; by its id clean-up finds it still.
    if (latest.tags.length === 1) await ledger.record({ kind: 'local-image', id: latest.id }, () => engine.inspectImage(latest.id));
    await buildLatest(context);
    const built = await findLatest(context);
    // As it should be where a .dockerignore was there from the start; it was built all the same, and not just said so.
    if (built !== undefined && isLikeTheFirst(context, built) === true) progress.remember(builtAgain, built.id);
  },
};

async function checkRebuilt(context: StepContext): Promise<Verdict> {
  const { progress } = context;
  const latest = await findLatest(context);
  if (latest === undefined) return build.check(context);
  const first = progress.fact(firstImage);
  const ignored = await ignore.check(context);
  if (ignored.verdict !== 'done') return ignored;
  if (first !== undefined && isLikeTheFirst(context, latest) === false) {
    noteFact(progress, secondImage, latest.id);
    return done(plain(`${shortId(first)} → ${shortId(latest.id)}`), plain(describeImage(latest)));
  }
  if (first !== undefined && (wasIgnoredFromTheStart(context) || progress.fact(builtAgain) === latest.id)) {
    noteFact(progress, secondImage, latest.id);
    return done({
      ja: `作り直しても、ファイルは最初のイメージと同じです（${shortId(latest.id)}、すべてキャッシュ）。最初のビルドのときから .dockerignore があったためです`,
      en: `built again it has the same files (${shortId(latest.id)}, all of it from the cache): .dockerignore was there at the first build`,
    });
  }
  return notYet(
    { ja: `${names.localImage}:latest が新しいイメージになっている`, en: `${names.localImage}:latest is a new image` },
    first === latest.id || first === undefined
      ? { ja: `まだ最初のイメージ ${shortId(latest.id)} です`, en: `it is still the first image, ${shortId(latest.id)}` }
      : { ja: `ID は ${shortId(latest.id)} に変わりましたが、中のファイルは最初のイメージと同じです`, en: `its ID is ${shortId(latest.id)} now, but the files in it are those of the first image` },
    {
      ja: `.dockerignore を保存してから docker image build -t ${names.localImage} boyacky をもう一度実行します。ファイルが変わらなければ、キャッシュから同じレイヤーができます。`,
      en: `Save .dockerignore, then once more: docker image build -t ${names.localImage} boyacky (as long as no file changes, the cache gives the same layers)`,
    },
  );
}
