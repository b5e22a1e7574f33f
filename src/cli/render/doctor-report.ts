import type { Finding, FindingResult } from '../../workshop/doctor/finding.js';
import type { Language } from '../../workshop/types.js';
import type { Terminal } from '../io/terminal.js';
import { nextLine } from './next-line.js';
import { version } from '../version.js';

export interface DoctorReport {
  readonly target: 'sandbox' | 'aws';
  readonly region: string;
  /** ISO 8601 */
  readonly checkedAt: string;
  readonly findings: readonly Finding[];
}

const marks: Readonly<Record<FindingResult, { readonly mark: string; readonly ja: string; readonly en: string }>> = {
  ok: { mark: '✔', ja: '大丈夫', en: 'ok' },
  warn: { mark: '!', ja: '注意', en: 'note' },
  fail: { mark: '✖', ja: '必要', en: 'needed' },
  'cannot-tell': { mark: '?', ja: 'わかりません', en: 'cannot tell' },
};

/** A line for each finding, and below those that are not well the next thing to type. */
export function doctorLines({ findings, target, region }: DoctorReport, { t, language }: Pick<Terminal, 't' | 'language'>): string[] {
  const lines = findings.flatMap(({ id, result, observed, fix }) => [
    `${marks[result].mark} ${marks[result][language]}  ${id}: ${t(observed)}`,
    ...(fix === undefined || result === 'ok' ? [] : [`    ${nextLine(t(fix), language)}`]),
  ]);
  const { ok, warn, fail, cannotTell } = summarize(findings);
  const total = t({ ja: `大丈夫 ${ok} · 注意 ${warn} · 必要 ${fail} · わからない ${cannotTell}`, en: `ok ${ok} · notes ${warn} · needed ${fail} · cannot tell ${cannotTell}` });
  return [...lines, '', `${total}  (${target}, ${region})`];
}

/** docs/doctor.schema.json */
export function doctorJson({ findings, ...head }: DoctorReport, language: Language): string {
  const checks = findings.map(({ id, result, observed, fix }) => ({ id, result, observed: observed[language], ...(fix === undefined ? {} : { fix: fix[language] }) }));
  return JSON.stringify({ version: version(), ...head, checks, summary: summarize(findings) }, null, 2);
}

function summarize(findings: readonly Finding[]) {
  const count = (name: FindingResult) => findings.filter(({ result }) => result === name).length;
  return { ok: count('ok'), warn: count('warn'), fail: count('fail'), cannotTell: count('cannot-tell') };
}
