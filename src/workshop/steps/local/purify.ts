import { names } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { ensureLocalApp } from './app-process.js';
import { localUrl, openLocalPage } from './local-address.js';
import { post } from './post.js';
import { noteBoyakis, seenBoyakis } from './seen-boyakis.js';

/** Seen before, and gone now: from the table and from the list. */
export const purify: Step = {
  id: 'local.purify',
  kind: 'moment',
  restsOn: ['local.post'],
  commands: async ({ ports, progress }) => [`curl -i -X POST http://localhost:${ports.app}/boyaki/${seenBoyakis(progress)[0] ?? '<id>'}/purify`],
  check: checkGone,
  solve: async (context) => {
    const { progress, signal, web } = context;
    if ((await findGone(context)).length > 0) return;
    await ensureLocalApp(context);
    if (seenBoyakis(progress).length === 0) await seeOne(context);
    const id = seenBoyakis(progress)[0];
    if (id !== undefined) await web.post(`${localUrl(context.ports.app)}/boyaki/${encodeURIComponent(id)}/purify`, {}, signal);
  },
};

async function checkGone(context: StepContext): Promise<Verdict> {
  const { clock, progress } = context;
  const gone = await findGone(context);
  const expected = { ja: '一覧にもテーブルにも、浄化したボヤキがない', en: 'the purified boyaki is neither on the list nor in the table' };
  if (gone.length === 0) {
    return notYet(
      expected,
      seenBoyakis(progress).length === 0
        ? { ja: '浄化するボヤキをまだ見ていません', en: 'no boyaki was seen yet that could be purified' }
        : { ja: '見たボヤキはどれもまだテーブルにあります', en: 'every boyaki that was seen is still in the table' },
      { ja: `http://localhost:${context.ports.app} で「浄化」を押します。`, en: `Press Purify on http://localhost:${context.ports.app}.` },
    );
  }
  const answer = await openLocalPage(context, context.ports.app);
  const listed = answer.who === 'boyacky' && answer.home.boyakis.some(({ id }) => gone.includes(id));
  if (listed) return waiting({ ja: '一覧から消えるのを待っています', en: 'waiting for the list to follow' }, clock.now(), { ja: '1 秒', en: '1 s' });
  return done({ ja: `id=${gone[0] ?? ''} は一覧からもテーブルからも消えました`, en: `id=${gone[0] ?? ''} is gone from the list and from the table` });
}

async function findGone({ aws, progress }: StepContext): Promise<readonly string[]> {
  const seen = seenBoyakis(progress);
  if (seen.length === 0 || (await aws.tables.find(names.table)) === undefined) return [];
  const present = new Set((await aws.tables.items(names.table)).map(({ id }) => id));
  return seen.filter((id) => !present.has(id));
}

async function seeOne(context: StepContext): Promise<void> {
  await post.solve(context);
  noteBoyakis(context.progress, (await context.aws.tables.items(names.table)).map(({ id }) => id ?? ''));
}
