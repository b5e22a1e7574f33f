import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder, type WorkshopFolder } from '../system/workshop-folder.js';
import { answerAs } from './faults.js';
import { reportCount } from './report-count.js';

const refuse = fileURLToPath(new URL('refuse.mjs', import.meta.url));
const kinds = ['throttled', 'server-error', 'denied', 'expired', 'reset'] as const;
type Kind = (typeof kinds)[number] | 'silence';

/** What it is told as, at the end of the built program. */
const told: Readonly<Record<Kind, { readonly en: string; readonly ja: string; readonly exitCode: number }>> = {
  throttled: { en: 'throttling', ja: '呼び出しが多すぎて', exitCode: 4 },
  'server-error': { en: 'an error of its own', ja: 'AWS の側でエラー', exitCode: 4 },
  denied: { en: 'is missing', ja: 'がありません', exitCode: 4 },
  expired: { en: 'have expired', ja: '期限が切れています', exitCode: 3 },
  reset: { en: 'nothing answers', ja: '応答がありません', exitCode: 3 },
  silence: { en: 'nothing answers', ja: '応答がありません', exitCode: 3 },
};

let judged = 0;

async function run(folder: WorkshopFolder, args: readonly string[], operation: string, kind: Kind) {
  const isJson = operation.startsWith('ecs:');
  const how = kind === 'reset' || kind === 'silence' ? kind : JSON.stringify(answerAs(kind, operation, { isJson }));
  const result = await folder.run(args, { nodeArgs: ['--import', refuse], env: { REFUSE_OPERATION: operation, REFUSE_WITH: how } });
  const { secretAccessKey = 'none', token = 'none' } = folder.endpoint() ?? {};
  const said = `${result.stdout}\n${result.stderr}`;
  expect(said, `${operation} ${kind}`).not.toMatch(/\n\s+at /);
  for (const secret of [secretAccessKey, token]) expect(said).not.toContain(secret);
  judged += 1;
  return { ...result, said, what: `${args.join(' ')}: ${operation} ${kind}: ${said.slice(-1500)}` };
}

describe('the built program, when AWS refuses', { timeout: 600_000 }, () => {
  it('ends with what happened, what to type and the right exit code, in both languages, and goes on from there', async () => {
    const folder = makeWorkshopFolder();
    const begin = (lang: string, until: string) => ['start', '--yes', '--engine', 'practice', '--lang', lang, '--until', until];
    for (const lang of ['en', 'ja'] as const) {
      for (const kind of kinds) {
        for (const [args, operation] of [
          [begin(lang, 'foundation.identity'), 'sts:GetCallerIdentity'],
          [begin(lang, 'cluster.create'), 'ecs:CreateCluster'],
        ] as const) {
          const { exitCode, said, what } = await run(folder, args, operation, kind);
          expect(exitCode, what).toBe(told[kind].exitCode);
          expect(said, what).toContain(told[kind][lang]);
          expect(said, what).toContain(operation);
          expect(said, what).toMatch(lang === 'en' ? /\n\s*next: \S/ : /\n\s*次に: \S/);
        }
        const looked = await run(folder, ['verify', 'cluster.create', '--lang', lang, '--format', 'json'], 'ecs:DescribeClusters', kind);
        expect(looked.exitCode, looked.what).toBe(1);
        expect((JSON.parse(looked.stdout) as { results: { verdict: string }[] }).results.map(({ verdict }) => verdict), looked.what).toEqual(['cannot-tell']);
        expect(looked.stdout, looked.what).toContain(told[kind][lang]);
      }
    }
    const whole = await folder.run(begin('en', 'cluster.create'));
    expect(whole.exitCode, whole.stderr).toBe(0);

    for (const kind of ['denied', 'throttled'] as const) {
      const { exitCode, stdout, what } = await run(folder, ['cleanup', '--yes', '--keep-sandbox', '--lang', 'en'], 'ecs:DeleteCluster', kind);
      expect(exitCode, what).toBe(1);
      expect(stdout, what).toMatch(new RegExp(`still there\\s+cluster\\s+boyacky-cluster — .*${told[kind].en}`));
      expect(stdout, what).toContain('1 left');
    }
    const last = await folder.run(['cleanup', '--yes', '--keep-sandbox', '--lang', 'en']);
    expect(last.exitCode, last.stdout).toBe(0);
    reportCount(`refused: the built program ended rightly ${judged} times`);
  });

  it('does not wait for ever for who never answers: half a minute, three times', async () => {
    const folder = makeWorkshopFolder();
    const { exitCode, said, what } = await run(folder, ['start', '--yes', '--engine', 'practice', '--lang', 'ja', '--until', 'foundation.identity'], 'sts:GetCallerIdentity', 'silence');
    expect(exitCode, what).toBe(told.silence.exitCode);
    expect(said, what).toContain(told.silence.ja);
  });
});
