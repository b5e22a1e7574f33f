import { names } from '../../names.js';
import type { StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { readBlueprint } from './blueprint.js';
import { findRevision } from './find-revision.js';
import { joinTexts } from './join-texts.js';

/** Is there an ACTIVE revision that is as the course needs it, with one of these image tags? */
export async function checkRevision(context: StepContext, tags: readonly string[]): Promise<Verdict> {
  const wanted = tags.map((tag) => `:${tag}`).join(' / ');
  const expected = {
    ja: `${names.taskFamily} に、イメージ ${wanted} で動く ACTIVE なリビジョンがある`,
    en: `${names.taskFamily} has an ACTIVE revision with the image ${wanted}`,
  };
  const blueprint = await readBlueprint(context);
  if ('firstDo' in blueprint) {
    return notYet(
      expected,
      { ja: `先に要るもの（${blueprint.firstDo}）がまだありません`, en: `something it needs is not there yet (${blueprint.firstDo})` },
      { ja: `先にステップ ${blueprint.firstDo} を済ませます。`, en: `Do the step ${blueprint.firstDo} first.` },
    );
  }
  const { fitting, newest, faults } = await findRevision(context.aws, blueprint, tags);
  if (fitting !== undefined) {
    const image = fitting.containers.find(({ name }) => name === names.container)?.image ?? '';
    return done(plain(`${fitting.family}:${fitting.revision} ACTIVE`), plain(image), plain(`${fitting.cpu} CPU units, ${fitting.memory} MiB, ${fitting.cpuArchitecture ?? 'X86_64'}`));
  }
  if (newest === undefined) {
    return notYet(expected, { ja: 'ACTIVE なリビジョンがありません', en: 'there is no ACTIVE revision' }, { ja: 'タスク定義を登録します。', en: 'Register the task definition.' });
  }
  const observed = joinTexts(faults);
  return notYet(
    expected,
    { ja: `${newest.family}:${newest.revision}: ${observed.ja}`, en: `${newest.family}:${newest.revision}: ${observed.en}` },
    {
      ja: '登録済みのリビジョンは変えられません。直した内容で新しいリビジョンを登録します。',
      en: 'A registered revision cannot be changed: register a new, corrected one.',
    },
  );
}
