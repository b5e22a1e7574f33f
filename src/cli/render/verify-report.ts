import { workshopId } from '../../workshop/names.js';
import type { Way } from '../../workshop/progress.js';
import type { CourseStep, Language, Text, Verdict } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { maskAccount } from '../mask-account.js';
import { tallyOf, tallyWords } from './tally.js';
import { inertBlock } from './inert-text.js';
import { mapVerdict } from './map-verdict.js';
import { verdictLines, verdictMark } from './verdict-lines.js';

export interface Checked {
  readonly step: CourseStep;
  /** Without anything that could come alive where it is read. */
  readonly verdict: Verdict;
  /** Milliseconds that looking at it took. */
  readonly tookMs: number;
  /** How it came to be done, as far as this folder knows. */
  readonly way?: Way;
}

/**
 * What was seen of a step. The world may say anything: in a report it is text and nothing else. `secret`: the id of the
 * account, which ARNs and addresses of images hold; masked in what is handed on, kept where the commands are to be typed.
 */
export function checked(step: CourseStep, verdict: Verdict, tookMs: number, { secret, way }: { readonly secret?: string; readonly way?: Way } = {}): Checked {
  const mask = (text: string) => (secret === undefined ? text : text.replaceAll(secret, maskAccount(secret)));
  return { step, verdict: mapVerdict(verdict, (text) => mask(inertBlock(text))), tookMs, way: verdict.verdict === 'done' ? way : undefined };
}

export interface Report {
  readonly version: string;
  readonly target: 'sandbox' | 'aws';
  /** Masked. */
  readonly account: string;
  readonly region: string;
  /** ISO 8601 */
  readonly checkedAt: string;
  readonly results: readonly Checked[];
}

/** The shape that others rely on: docs/verify-report.schema.json. */
export function jsonReport({ results, ...head }: Report, language: Language): string {
  return JSON.stringify(
    { workshop: workshopId, ...head, results: results.map((each) => jsonResult(each, language)), summary: summarize(results) },
    null,
    2,
  );
}

function jsonResult({ step, verdict, way }: Checked, language: Language) {
  const head = { id: step.id, chapter: step.chapterNumber, title: step.text[language].title, verdict: verdict.verdict };
  switch (verdict.verdict) {
    case 'done':
      return { ...head, observed: verdict.evidence.map((text) => text[language]).join('\n'), ...(way === undefined ? {} : { way }) };
    case 'not-yet':
      return { ...head, expected: verdict.expected[language], observed: verdict.observed[language], fix: verdict.fix[language] };
    case 'waiting':
      return { ...head, observed: verdict.for[language] };
    case 'cannot-tell':
      return { ...head, observed: verdict.why[language], fix: verdict.fix[language] };
  }
}

export function summarize(results: readonly Checked[]) {
  return countVerdicts(results.map(({ verdict }) => verdict.verdict));
}

export function countVerdicts(verdicts: readonly Verdict['verdict'][]) {
  const count = (name: Verdict['verdict']) => verdicts.filter((verdict) => verdict === name).length;
  return { done: count('done'), notYet: count('not-yet'), waiting: count('waiting'), cannotTell: count('cannot-tell') };
}

/** "done 3 · not yet 2 · …" */
export function totalLine({ done, notYet, waiting, cannotTell }: ReturnType<typeof summarize>, t: Terminal['t']): string {
  return t({
    ja: `できた ${done} · まだ ${notYet} · 待ち ${waiting} · わからない ${cannotTell}`,
    en: `done ${done} · not yet ${notYet} · waiting ${waiting} · cannot tell ${cannotTell}`,
  });
}

/** "5 by yourself, 2 done for you"; empty where nothing is known. */
export function waysOf(results: readonly Checked[]): Text {
  return tallyWords(tallyOf(results.map(({ step }) => step.id), (id) => results.find(({ step }) => step.id === id)?.way));
}

export function textReport({ results, ...head }: Report, terminal: Terminal): string {
  const summary = summarize(results);
  const lines = results.flatMap(({ step, verdict }) => [
    `${verdictMark(verdict, terminal)}  ${step.id}  ${step.text[terminal.language].title}`,
    ...(verdict.verdict === 'done' ? [] : verdictLines(verdict, terminal).map((line) => `      ${line}`)),
  ]);
  const untold = summary.waiting + summary.cannotTell;
  const gap = terminal.t({ ja: `この報告は ${untold} ステップについて何も言えません（… と ? の行）。`, en: `Of ${untold} steps this report cannot tell whether they are done (the lines with … and ?).` });
  const total = `${totalLine(summary, (text) => terminal.t(text))}  (${head.target}, ${head.account}, ${head.region}, ${head.checkedAt}, boyacky-lab ${head.version})`;
  const ways = terminal.t(waysOf(results));
  return [...lines, '', ...(untold === 0 ? [] : [gap]), ...(ways === '' ? [] : [ways]), total].join('\n');
}
