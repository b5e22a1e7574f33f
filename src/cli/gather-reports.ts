import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { workshopId } from '../workshop/names.js';

/** What `verify --format json` of one learner said; docs/verify-report.schema.json. */
export interface GatheredReport {
  /** Base name: it tells whose report it is. */
  readonly file: string;
  readonly target: string;
  readonly account: string;
  readonly region: string;
  readonly checkedAt: string;
  readonly results: readonly { readonly id: string; readonly verdict: string }[];
  readonly summary: { readonly done: number; readonly notYet: number; readonly waiting: number; readonly cannotTell: number };
}

export interface Gathered {
  readonly reports: readonly GatheredReport[];
  /** Files that are no reports, each with the reason. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
}

/** A report of the whole course has some 50 kB. */
const largestBytes = 5_000_000;

/** Reads the reports of many learners; what is none is named and left out. Sorted by file name. */
export function gatherReports(files: readonly string[]): Gathered {
  const reports: GatheredReport[] = [];
  const refused: { file: string; why: string }[] = [];
  for (const file of files) {
    try {
      reports.push(readReport(file));
    } catch (error) {
      refused.push({ file, why: (error as Error).message });
    }
  }
  return { reports: reports.sort((a, b) => a.file.localeCompare(b.file)), refused };
}

function readReport(file: string): GatheredReport {
  const { size } = statSync(file);
  if (size > largestBytes) throw new Error(`it is ${size} bytes long, too long for a report`);
  const { workshop, target, account, region, checkedAt, results } = (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as Record<string, unknown>;
  if (workshop !== workshopId) throw new Error(`it is no report of the workshop "${workshopId}"`);
  const texts = { target, account, region, checkedAt };
  const missing = Object.entries(texts).find(([, value]) => typeof value !== 'string')?.[0];
  if (missing !== undefined) throw new Error(`its "${missing}" is missing`);
  if (!Array.isArray(results)) throw new Error('its "results" are missing');
  const read = results.map(readResult);
  // Counted anew: what a report says of itself need not be so.
  const count = (name: string) => read.filter(({ verdict }) => verdict === name).length;
  return { file: basename(file), ...(texts as Record<keyof typeof texts, string>), results: read, summary: { done: count('done'), notYet: count('not-yet'), waiting: count('waiting'), cannotTell: count('cannot-tell') } };
}

function readResult(result: unknown): { id: string; verdict: string } {
  const { id, verdict } = (result ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof verdict !== 'string' || !/^(done|not-yet|waiting|cannot-tell)$/.test(verdict)) throw new Error('one of its results is not one');
  return { id, verdict };
}
