import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { workshopId } from '../workshop/names.js';
import type { Text, Verdict } from '../workshop/types.js';
import { maskAccount } from './mask-account.js';
import { countVerdicts } from './render/verify-report.js';

/** What `verify --format json` of one learner said; docs/verify-report.schema.json. */
export interface GatheredReport {
  /** It tells whose report it is: the base name, or the whole path where two have the same base name. */
  readonly file: string;
  readonly target: string;
  /** Masked, also when somebody has unmasked it. */
  readonly account: string;
  readonly region: string;
  /** ISO 8601 */
  readonly checkedAt: string;
  readonly results: readonly { readonly id: string; readonly verdict: Verdict['verdict'] }[];
  readonly summary: Readonly<ReturnType<typeof countVerdicts>>;
  /** The file before this one that says word for word the same: a copy, or the same learner twice. */
  readonly sameAs?: string;
}

export interface Gathered {
  readonly reports: readonly GatheredReport[];
  /** Files that are no reports, each with the reason. */
  readonly refused: readonly { readonly file: string; readonly why: Text }[];
}

/** A report of the whole course has some 50 kB. */
const largestBytes = 5_000_000;

/** Why a file is no report. */
class NoReport extends Error {
  constructor(readonly why: Text) {
    super(why.en);
  }
}

/** Reads the reports of many learners; what is none is named and left out. Sorted by file name. */
export function gatherReports(files: readonly string[]): Gathered {
  const reports: { file: string; text: string; report: Omit<GatheredReport, 'file' | 'sameAs'> }[] = [];
  const refused: { file: string; why: Text }[] = [];
  for (const file of new Set(files)) {
    try {
      const text = readText(file);
      reports.push({ file, text, report: readReport(text) });
    } catch (error) {
      refused.push({ file, why: error instanceof NoReport ? error.why : cannotRead(error as NodeJS.ErrnoException) });
    }
  }
  const names = shortNames(reports.map(({ file }) => file));
  const first = new Map<string, string>();
  const named = reports.map(({ file, text, report }) => ({ file: names.get(file) ?? file, text, report })).sort((a, b) => a.file.localeCompare(b.file));
  return {
    reports: named.map(({ file, text, report }) => {
      const sameAs = first.get(text.trim());
      if (sameAs === undefined) first.set(text.trim(), file);
      return { file, ...report, ...(sameAs === undefined ? {} : { sameAs }) };
    }),
    refused,
  };
}

function shortNames(files: readonly string[]): ReadonlyMap<string, string> {
  const times = (name: string) => files.filter((file) => basename(file) === name).length;
  return new Map(files.map((file) => [file, times(basename(file)) === 1 ? basename(file) : file]));
}

function readText(file: string): string {
  const found = statSync(file);
  // Reading a pipe or a device might never end.
  if (!found.isFile()) throw new NoReport({ ja: 'ファイルではありません', en: 'it is no file' });
  if (found.size > largestBytes) throw new NoReport({ ja: `${found.size} バイトあり、報告にしては大きすぎます`, en: `it is ${found.size} bytes long, too long for a report` });
  return readFileSync(file, 'utf8');
}

function cannotRead({ code = 'unknown' }: NodeJS.ErrnoException): Text {
  return code === 'ENOENT' ? { ja: 'そのようなファイルはありません', en: 'there is no such file' } : { ja: `読めません（${code}）`, en: `it cannot be read (${code})` };
}

/** What every report has, each with what it looks like: docs/verify-report.schema.json. */
const shape: Readonly<Record<string, (value: unknown) => boolean>> = {
  version: (value) => isText(value) && /^[\w.+-]{1,40}$/.test(value),
  target: (value) => value === 'sandbox' || value === 'aws',
  account: (value) => isText(value) && /^(\*{8}|\d{8})\d{4}$/.test(value),
  region: (value) => isText(value) && /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(value),
  checkedAt: (value) => isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)),
  results: Array.isArray,
};

function readReport(text: string): Omit<GatheredReport, 'file' | 'sameAs'> {
  const report = parse(text);
  if (report['workshop'] !== workshopId) throw new NoReport({ ja: `ワークショップ "${workshopId}" の報告ではありません`, en: `it is no report of the workshop "${workshopId}"` });
  const wrong = Object.entries(shape).find(([name, isRight]) => !isRight(report[name]))?.[0];
  if (wrong !== undefined) throw new NoReport({ ja: `"${wrong}" がないか、報告の形をしていません`, en: `its "${wrong}" is missing or not what a report has there` });
  const { target, account, region, checkedAt, results } = report as { target: string; account: string; region: string; checkedAt: string; results: unknown[] };
  const read = results.map(readResult);
  const twice = read.find(({ id }, index) => read.findIndex((each) => each.id === id) !== index);
  if (twice !== undefined) throw new NoReport({ ja: `ステップ ${twice.id} が二度出てきます`, en: `it has the step ${twice.id} twice` });
  // Counted anew: what a report says of itself need not be so.
  const summary = countVerdicts(read.map(({ verdict }) => verdict));
  return { target, account: maskAccount(account), region, checkedAt, results: read, summary };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoReport({ ja: 'JSON ではありません', en: 'it is not JSON' });
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function readResult(result: unknown): { id: string; verdict: Verdict['verdict'] } {
  const { id, chapter, title, verdict } = (result ?? {}) as Record<string, unknown>;
  const isResult = isText(id) && /^[a-z\d-]{1,40}(\.[a-z\d-]{1,40}){1,3}$/.test(id) && Number.isInteger(chapter) && isText(title) && isText(verdict) && /^(done|not-yet|waiting|cannot-tell)$/.test(verdict);
  if (!isResult) throw new NoReport({ ja: '結果のひとつが、結果の形をしていません', en: 'one of its results is not one' });
  return { id, verdict: verdict as Verdict['verdict'] };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
