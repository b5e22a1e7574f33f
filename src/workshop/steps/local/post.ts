import { factOf } from '../../fact.js';
import { startCommand } from '../../local-ports.js';
import type { Step, StepContext, Text, Verdict } from '../../types.js';
import { done, notYet, waiting } from '../../verdict.js';
import { ensureLocalApp } from './app-process.js';
import { localUrl, openLocalPage } from './local-address.js';
import { noteBoyakis, shorten } from './seen-boyakis.js';

const asked = factOf('local.post', 'at');
const indexDelayMs = 60_000;
export const sample: Text = { ja: '月曜の朝から会議が 3 つ', en: 'three meetings on Monday morning' };

/** A boyaki goes in, and is on the list. */
export const post: Step = {
  id: 'local.post',
  kind: 'moment',
  commands: async ({ language, ports }) => [`curl -i -d 'boyaki=${sample[language]}' http://localhost:${ports.app}/boyaki`, `curl -s http://localhost:${ports.app}/ | grep 'class="text"'`],
  check: checkListed,
  solve: async (context) => {
    const { clock, language, progress, signal, web } = context;
    await ensureLocalApp(context);
    const answer = await openLocalPage(context, context.ports.app);
    if (answer.who !== 'boyacky' || answer.home.boyakis.length > 0 || postedAt(context) !== undefined) return;
    const page = await web.post(`${localUrl(context.ports.app)}/boyaki`, { boyaki: sample[language] }, signal);
    if (page !== undefined && page.status < 400) progress.remember(asked, String(clock.now()));
  },
};

async function checkListed(context: StepContext): Promise<Verdict> {
  const { progress } = context;
  const expected = { ja: '書いたボヤキが一覧に出ている', en: 'what you wrote is on the list' };
  const answer = await openLocalPage(context, context.ports.app);
  if (answer.who !== 'boyacky') {
    return notYet(
      expected,
      { ja: `Boyacky がポート ${context.ports.app} で応答しません`, en: `Boyacky does not answer on port ${context.ports.app}` },
      { ja: `${startCommand(context.ports)} で動かしてから、ボヤきます。`, en: `Type ${startCommand(context.ports)}, then grumble.` },
    );
  }
  const { boyakis } = answer.home;
  if (boyakis.length > 0) {
    noteBoyakis(progress, boyakis.map(({ id }) => id));
    return done(...boyakis.slice(0, 3).map(({ text }) => ({ ja: `一覧にあります: ${shorten(text)}`, en: `on the list: ${shorten(text)}` })));
  }
  const since = postedAt(context);
  if (since !== undefined) return waiting({ ja: '一覧に出るのを待っています', en: 'waiting for it to be listed' }, since, { ja: '1 秒', en: '1 s' });
  return notYet(
    expected,
    { ja: '今日のボヤキはまだありません', en: 'there is no boyaki of today yet' },
    { ja: `http://localhost:${context.ports.app} を開いて一言書き、「ボヤく」を押します。`, en: `Open http://localhost:${context.ports.app}, write a line and press Grumble.` },
  );
}

/** The list is read through an index, which follows the table with a little delay; not with a long one. */
function postedAt({ clock, progress }: StepContext): number | undefined {
  const at = Number(progress.fact(asked) ?? 0);
  return clock.now() - at < indexDelayMs ? at : undefined;
}
