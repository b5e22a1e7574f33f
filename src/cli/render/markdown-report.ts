import type { Text, Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { escapeMarkdown } from './escape-markdown.js';
import { inertText } from './inert-text.js';
import { verdictMarks } from './verdict-lines.js';
import { summarize, totalLine, waysOf, type Checked, type Report } from './verify-report.js';

/** A page to hand in: what was checked, what was seen, and what could not be told. Nothing in it comes alive. */
export function markdownReport(report: Report, { t, language }: Pick<Terminal, 't' | 'language'>): string {
  const { results } = report;
  const simulated: Text = { ja: 'sandbox（このマシンの中の小さな AWS）', en: 'sandbox (a small AWS on the own machine: simulated)' };
  const ways = t(waysOf(results));
  const head: readonly (readonly [Text, string])[] = [
    [{ ja: '対象', en: 'Target' }, report.target === 'sandbox' ? t(simulated) : 'AWS'],
    [{ ja: 'アカウント', en: 'Account' }, report.account],
    [{ ja: 'リージョン', en: 'Region' }, report.region],
    [{ ja: '確かめた時刻', en: 'Checked at' }, report.checkedAt],
    [{ ja: 'バージョン', en: 'Versions' }, `boyacky-lab ${report.version}, Node ${process.version}`],
    [{ ja: '結果', en: 'Result' }, totalLine(summarize(results), t)],
    ...(ways === '' ? [] : [[{ ja: 'やり方', en: 'How' }, ways] as const]),
  ];
  const chapters = [...new Set(results.map(({ step }) => step.chapterNumber))];
  const unknown = results.filter(({ verdict }) => verdict.verdict === 'waiting' || verdict.verdict === 'cannot-tell');
  return [
    `# ${t({ ja: 'Boyacky ワークショップの報告', en: 'Boyacky workshop: report' })}`,
    '',
    ...head.map(([label, value]) => `- ${t(label)}: ${cell(value)}`),
    ...chapters.flatMap((chapter) => [
      '',
      `## ${chapter}. ${cell(results.find(({ step }) => step.chapterNumber === chapter)?.step.chapter ?? '')}`,
      '',
      `| | ${t({ ja: 'ステップ', en: 'Step' })} | ${t({ ja: '見えたもの', en: 'What was seen' })} |`,
      '|---|---|---|',
      ...results.filter(({ step }) => step.chapterNumber === chapter).map(({ step, verdict }) => row(step.id, step.text[language].title, verdict, language, t)),
    ]),
    '',
    `## ${t({ ja: 'この報告にわからなかったこと', en: 'What this report could not tell' })}`,
    '',
    ...(unknown.length === 0 ? [t({ ja: 'ありません。', en: 'Nothing.' })] : unknown.map((checked) => unknownLine(checked, t))),
    '',
  ].join('\n');
}

function row(id: string, title: string, verdict: Verdict, language: 'ja' | 'en', t: Terminal['t']): string {
  const { mark, [language]: word } = verdictMarks[verdict.verdict];
  return `| ${mark} ${word} | \`${id}\` ${cell(title)} | ${cell(seen(verdict, t))} |`;
}

function seen(verdict: Verdict, t: Terminal['t']): string {
  switch (verdict.verdict) {
    case 'done':
      return verdict.evidence.map(t).join(' · ');
    case 'not-yet':
      return `${t(verdict.observed)} → ${t(verdict.fix)}`;
    case 'waiting':
      return t({ ja: `${verdict.for.ja}（ふつうは ${verdict.usually.ja}）`, en: `${verdict.for.en} (usually ${verdict.usually.en})` });
    case 'cannot-tell':
      return t(verdict.why);
  }
}

function unknownLine({ step, verdict }: Checked, t: Terminal['t']): string {
  const next = verdict.verdict === 'cannot-tell' ? ` → ${t(verdict.fix)}` : '';
  return `- \`${step.id}\`: ${cell(seen(verdict, t) + next)}`;
}

/** What was seen may hold anything a container can print: in the page it is text, on one line. */
function cell(text: string): string {
  return escapeMarkdown(inertText(text));
}
