import type { Image } from '../../../containers/engine.js';
import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, plain } from '../../verdict.js';
import { describeImage, formatSize, shortId } from './describe-image.js';
import { findLatest, firstImage } from './local-image.js';
import { rebuild } from './rebuild.js';

/** Both images side by side, and the old one that has lost its name. */
export const compare: Step = {
  id: 'image.compare',
  kind: 'moment',
  restsOn: ['image.rebuild'],
  commands: async ({ progress }) => [
    `docker image ls ${names.localImage}`,
    'docker image ls --filter dangling=true',
    `docker image inspect --format '{{.Id}} {{.Size}}' ${shortId(progress.fact(firstImage) ?? '<old id>')} ${names.localImage}`,
  ],
  check: checkCompared,
  solve: (context) => rebuild.solve(context),
};

async function checkCompared(context: StepContext): Promise<Verdict> {
  const { engine, progress } = context;
  const rebuilt = await rebuild.check(context);
  const [first, latest] = [progress.fact(firstImage), await findLatest(context)];
  if (rebuilt.verdict !== 'done' || first === undefined || latest === undefined) return rebuilt;
  if (first === latest.id) return done(plain(describeImage(latest)), ...rebuilt.evidence);
  const old = await engine.inspectImage(first);
  const newer = { ja: `新: ${describeImage(latest)}`, en: `new: ${describeImage(latest)}` };
  if (old === undefined) {
    return done(newer, { ja: `旧: ${shortId(first)} はもう消されています`, en: `old: ${shortId(first)} has been removed since` });
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

function describeDifference(old: Image, latest: Image) {
  const saved = old.sizeBytes - latest.sizeBytes;
  const size = formatSize(Math.abs(saved));
  return saved >= 0 ? { ja: `${size} 小さくなりました`, en: `${size} smaller` } : { ja: `${size} 大きくなりました`, en: `${size} larger` };
}
