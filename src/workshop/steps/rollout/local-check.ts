import { UserError } from '../../../shared/user-error.js';
import { factOf } from '../../fact.js';
import { startCommand } from '../../local-ports.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain } from '../../verdict.js';
import { lastLine } from '../local/app-process.js';
import { localUrl, openLocalPage } from '../local/local-address.js';
import { explainStored } from './explain-stored.js';
import { fixApp } from './fix.js';
import { postAndReadBack } from './post-and-read-back.js';
import { countCharacters, emojiText, limit } from './texts.js';

const storedFact = factOf('rollout.local-check', 'stored');
const startUpMs = 30_000;
/** The containers of chapter 3 may still have the first two. */
const portsFor = ({ ports: { app, second } }: StepContext) => [app, second, second + 1, second + 2];

/** The fix, run and tried, before an image is made of it. */
export const localCheck: Step = {
  id: 'rollout.local-check',
  kind: 'moment',
  restsOn: ['rollout.fix'],
  commands: async ({ ports }) => [startCommand(ports), `curl -i --retry 9 --retry-connrefused --data-urlencode 'boyaki=${emojiText}' http://localhost:${ports.app}/boyaki`, `curl -s http://localhost:${ports.app}/ | grep 'class="text"'`],
  check: checkLocally,
  solve: async (context) => {
    const { app, ledger, progress, say, signal, target, workspace } = context;
    const known = progress.fact(storedFact);
    if (known !== undefined && explainStored(known, emojiText) === undefined) return;
    if ((await fixApp.check(context)).verdict !== 'done') await fixApp.solve(context);
    if (!app.installed(workspace.appDir)) await app.install(workspace.appDir, { onOutput: say, signal });
    // What runs since before the fix still runs the old code.
    await app.stop();
    const port = await findFreePort(context);
    const resource = { kind: 'local-app', id: `localhost:${port}` } as const;
    await ledger.record(resource, () => app.start(workspace.appDir, { port, env: target.environment }));
    try {
      await waitForPage(context, port);
      say(plain(`POST ${localUrl(port)}/boyaki ${emojiText}`));
      progress.remember(storedFact, (await postAndReadBack(context, localUrl(port), emojiText)) ?? '');
    } finally {
      await app.stop();
      ledger.deleted(resource);
    }
  },
};

async function findFreePort(context: StepContext): Promise<number> {
  for (const port of portsFor(context)) if ((await openLocalPage(context, port)).who === 'nobody') return port;
  throw new UserError('port-taken', { ja: `このマシンのポート ${portsFor(context).join(', ')} は、どれも使われています`, en: `The ports ${portsFor(context).join(', ')} of this machine are all taken` }, {
    why: { ja: 'Boyacky が少しのあいだ、どれか 1 つを使います。', en: 'Boyacky needs one of them for a moment.' },
    next: { ja: `lsof -nP -iTCP:${context.ports.app} -sTCP:LISTEN   （誰が使っているかがわかります。止めてから続けます）`, en: `lsof -nP -iTCP:${context.ports.app} -sTCP:LISTEN   (shows who has it; stop it, then go on)` },
  });
}

async function waitForPage(context: StepContext, port: number): Promise<void> {
  const { app, clock, signal } = context;
  const deadline = clock.now() + startUpMs;
  while ((await openLocalPage(context, port)).who !== 'boyacky') {
    if (app.running() === undefined || clock.now() > deadline) {
      throw new UserError('app-did-not-start', { ja: `修正した Boyacky がポート ${port} で応答しません`, en: `The fixed Boyacky does not answer on port ${port}` }, {
        why: lastLine(app.output()) || { ja: '起動しましたが、何も出力しませんでした。', en: 'It was started and printed nothing.' },
        next: { ja: 'cd boyacky && npm start   （boyacky-lab shell の中で。何と言っているかがわかります）', en: 'cd boyacky && npm start   (in boyacky-lab shell, to see what it says)' },
      });
    }
    await clock.sleep(200, signal);
  }
}

async function checkLocally(context: StepContext): Promise<Verdict> {
  const byHand = await findTriedByHand(context);
  if (byHand !== undefined) return byHand;
  const stored = context.progress.fact(storedFact);
  const fault = stored === undefined ? { ja: 'まだ試していません', en: 'not tried yet' } : explainStored(stored, emojiText);
  if (fault === undefined) {
    return done(
      { ja: `送った ${countCharacters(emojiText)} 文字のうち、保存されたのは ${limit} 文字: ${stored ?? ''}`, en: `of the ${countCharacters(emojiText)} characters sent, ${limit} were stored: ${stored ?? ''}` },
      { ja: '最後の 👨‍👩‍👧‍👦 も欠けていません', en: 'the last one, 👨‍👩‍👧‍👦, is whole' },
    );
  }
  return notYet(
    { ja: `手元の 1.1 が、絵文字混じりの長いボヤキを欠けのない ${limit} 文字にする`, en: `1.1 on this machine cuts a long boyaki with emoji to ${limit} whole characters` },
    fault,
    { ja: `npm start で動かし、${limit} 文字より長いボヤキを絵文字入りで書きます。切るのは Intl.Segmenter で。`, en: `Run it with npm start and write a boyaki of more than ${limit} characters, emoji among them. Cut with Intl.Segmenter.` },
  );
}

/** The learner's own try: 1.1 runs here, and lists a boyaki that has just the length of the limit. */
async function findTriedByHand(context: StepContext): Promise<Verdict | undefined> {
  for (const port of portsFor(context)) {
    const answer = await openLocalPage(context, port);
    if (answer.who !== 'boyacky' || !answer.home.version.startsWith('1.1')) continue;
    const cut = answer.home.boyakis.find(({ text }) => countCharacters(text) === limit);
    if (cut !== undefined) return done({ ja: `Boyacky ${answer.home.version}（ポート ${port}）に ${limit} 文字のボヤキ: ${cut.text}`, en: `Boyacky ${answer.home.version} (port ${port}) has a boyaki of ${limit} characters: ${cut.text}` });
  }
  return undefined;
}
