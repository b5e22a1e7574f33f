import type { Image } from '../../../containers/engine.js';
import { foundOr } from '../../explain-failure.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain } from '../../verdict.js';
import { describeImage, formatSize, shortId } from './describe-image.js';
import { findLatest, firstImage, firstSize, isLikeTheFirst } from './local-image.js';
import { rebuild } from './rebuild.js';

/** Both images side by side, and the old one that has lost its name. */
export const compare: Step = {
  id: 'image.compare',
  kind: 'moment',
  restsOn: ['image.rebuild'],
  commands: async ({ engine, progress }) => {
    const first = progress.fact(firstImage);
    // The containerd image store lets go of an image when a build moves its last name on.
    const old = first !== undefined && (await foundOr(engine.inspectImage(first), undefined)) !== undefined ? `${shortId(first)} ` : '';
    return [
      `docker image ls -a --format '{{.ID}} {{.Repository}}:{{.Tag}} {{.Size}}'`,
      `docker image inspect --format '{{.Id}} {{.Size}}' ${old}${names.localImage}`,
    ];
  },
  check: checkCompared,
  solve: (context) => rebuild.solve(context),
};

async function checkCompared(context: StepContext): Promise<Verdict> {
  const { engine, progress } = context;
  const rebuilt = await rebuild.check(context);
  const [first, latest] = [progress.fact(firstImage), await findLatest(context)];
  if (rebuilt.verdict !== 'done' || first === undefined || latest === undefined) return rebuilt;
  if (isLikeTheFirst(context, latest) !== false) return done(plain(describeImage(latest)), ...rebuilt.evidence);
  const old = await engine.inspectImage(first);
  const newer = { ja: `新: ${describeImage(latest)}`, en: `new: ${describeImage(latest)}` };
  if (old === undefined) {
    const size = Number(progress.fact(firstSize) ?? 0);
    return done(
      { ja: `旧: ${shortId(first)}${size === 0 ? '' : `（${formatSize(size)}）`} は、もう一覧にありません。名前が新しいイメージに移ると、一覧から消える Docker があります（containerd のイメージストア）`, en: `old: ${shortId(first)}${size === 0 ? '' : ` (${formatSize(size)})`} is listed no more: some Dockers let go of an image when its name moves on (the containerd image store)` },
      newer,
      ...(size === 0 ? [] : [describeDifference({ sizeBytes: size }, latest)]),
    );
  }
  return done({ ja: `旧: ${describeImage(old)}`, en: `old: ${describeImage(old)}` }, newer, describeDifference(old, latest), {
    ja:
      old.tags.length === 0
        ? '旧イメージは名前を失いました（<none>）。動いているコンテナが使っているあいだは消えません'
        : `旧イメージには別の名前があります: ${old.tags.join('、')}`,
    en:
      old.tags.length === 0
        ? 'the old image has lost its name (<none>); it stays as long as a container uses it'
        : `the old image has another name: ${old.tags.join(', ')}`,
  });
}

function describeDifference(old: Pick<Image, 'sizeBytes'>, latest: Pick<Image, 'sizeBytes'>) {
  const saved = old.sizeBytes - latest.sizeBytes;
  const size = formatSize(Math.abs(saved));
  return saved >= 0 ? { ja: `${size} 小さくなりました`, en: `${size} smaller` } : { ja: `${size} 大きくなりました`, en: `${size} larger` };
}
