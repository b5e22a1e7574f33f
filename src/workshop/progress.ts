import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../shared/user-error.js';
import type { Words } from '../shared/words.js';
import { writeWhole } from '../shared/write-whole.js';
import { readFacts, type Fact, type FactsByStep } from './fact.js';
import type { Language, Text } from './types.js';

/** What the world cannot tell. Everything else is found by looking. */
export interface ProgressState {
  readonly schemaVersion: 1;
  readonly owner: string;
  readonly language: Language;
  readonly target: 'sandbox' | 'aws';
  readonly engine: string;
  readonly region: string;
  readonly endpointUrl?: string;
  readonly profile?: string;
  /** Account id, pinned at the first write: in another account the program refuses to go on. */
  readonly account?: string;
  readonly pace: 'fast' | 'real';
  /** Where Boyacky is opened on this machine, if not where it usually is. */
  readonly appPort?: number;
  /** ISO 8601: until when the learner wants to be done (--expire). */
  readonly expiresAt?: string;
  readonly currentStep?: string;
  /** Moments that were witnessed, by step id. */
  readonly witnessed: Readonly<Record<string, Witnessed>>;
  /** Facts that a later look compares with, by the step that noted them, e.g. the id of the image that was built first. */
  readonly facts: FactsByStep;
  readonly answers: Readonly<Record<string, number>>;
  /** How each step that is done came to be done; files of older versions have none. */
  readonly ways?: Readonly<Record<string, Way>>;
}

/**
 * How a step came to be done.
 *
 * by-hand the learner did it, or answered it
 * for-you the program did it, because it was asked to
 * found   it was so when it was looked at for the first time
 */
export type Way = (typeof ways)[number];
export const ways = ['by-hand', 'for-you', 'found'] as const;

export interface Witnessed {
  /** ISO 8601 */
  readonly at: string;
  readonly evidence: readonly Text[];
}

/** The progress file of a workspace: read once, written whole and atomically at each change. */
export interface Progress {
  readonly state: ProgressState;
  /** Facts go through `remember`, so that each belongs to a step. */
  update(change: Partial<Omit<ProgressState, 'facts'>>): void;
  remember(fact: Fact, value: string): void;
  fact(fact: Fact): string | undefined;
  witness(stepId: string, evidence: readonly Text[], at: number): void;
  witnessed(stepId: string): Witnessed | undefined;
  /** Has the prompt of a shell name this step: the one on the screen is done already. */
  pointTo(stepId: string): void;
  /** Notes how a step came to be done. The first way stays: done for you does not become done by hand by a second look. */
  noteWay(stepId: string, way: Way): void;
  way(stepId: string): Way | undefined;
  /** As if the step had never been done: no longer witnessed, no answer, none of its facts. */
  forget(stepId: string): void;
  /** After clean-up: nothing witnessed, nothing remembered; settings stay. */
  clear(): void;
}

/** `keep: false` for commands that only look: what their checks note is forgotten when they end. */
export function openProgress(
  file: string,
  initial: Omit<ProgressState, 'schemaVersion' | 'witnessed' | 'facts' | 'answers'>,
  { keep = true }: { keep?: boolean } = {},
): Progress {
  let state: ProgressState = readProgress(file) ?? { ...initial, schemaVersion: 1, witnessed: {}, facts: {}, answers: {} };
  const update = (change: Partial<ProgressState>) => {
    state = { ...state, ...change };
    if (!keep) return;
    writeWhole(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    if ('currentStep' in change) noteOpenStep(openStepFile(file), state.currentStep);
  };
  return {
    get state() {
      return state;
    },
    update,
    remember: ({ step, name }, value) => update({ facts: { ...state.facts, [step]: { ...state.facts[step], [name]: value } } }),
    fact: ({ step, name }) => state.facts[step]?.[name],
    witness: (id, evidence, at) => update({ witnessed: { ...state.witnessed, [id]: { at: new Date(at).toISOString(), evidence } } }),
    witnessed: (id) => state.witnessed[id],
    pointTo: (id) => {
      if (keep) noteOpenStep(openStepFile(file), id);
    },
    noteWay: (id, way) => {
      if (state.ways?.[id] === undefined) update({ ways: { ...state.ways, [id]: way } });
    },
    way: (id) => state.ways?.[id],
    forget: (id) => {
      const { [id]: _, ...witnessed } = state.witnessed;
      const { [id]: __, ...answers } = state.answers;
      const { [id]: ___, ...facts } = state.facts;
      const { [id]: ____, ...rest } = state.ways ?? {};
      update({ witnessed, answers, facts, ways: rest });
    },
    clear: () => update({ witnessed: {}, facts: {}, answers: {}, ways: {}, currentStep: undefined, account: undefined, expiresAt: undefined }),
  };
}

/** One line beside the progress file, the id of the open step: cheap enough to be read by a shell at every prompt. */
export function openStepFile(progressFile: string): string {
  return join(dirname(progressFile), 'open-step');
}

/** Writes that line anew, whole; without a step there is no file. */
export function noteOpenStep(file: string, step: string | undefined): void {
  if (step === undefined) return rmSync(file, { force: true });
  writeWhole(file, `${step}\n`, { mode: 0o600 });
}

/** undefined when there is none yet. A newer program's file is refused kindly, a broken one is named. */
export function readProgress(file: string): ProgressState | undefined {
  if (!existsSync(file)) return undefined;
  let state: Partial<ProgressState> | null;
  try {
    state = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProgressState> | null;
  } catch (cause) {
    throw unreadable(file, { ja: 'JSON ではなくなっています。ほかの何かが書き込んだようです。', en: 'It is not JSON any more; something else wrote to it.' }, cause);
  }
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw unreadable(file, { ja: 'JSON ですが、進み具合のファイルではありません。', en: 'It is JSON, and not a progress file.' });
  if (state.schemaVersion !== undefined && state.schemaVersion !== 1) {
    throw new UserError('progress-newer', { ja: `進み具合のファイル ${file} は、別のバージョンの boyacky-lab が書いたものです`, en: `The progress file ${file} was written by another version of boyacky-lab` }, {
      why: { ja: `スキーマのバージョンは ${String(state.schemaVersion)} で、このプログラムが読めるのは 1 です。`, en: `Its schema version is ${String(state.schemaVersion)}; this program reads 1.` },
      next: 'npx boyacky-lab@latest start',
    });
  }
  const wrong = Object.entries(shape).find(([name, isRight]) => !isRight(state[name as keyof ProgressState]))?.[0];
  if (wrong !== undefined) throw unreadable(file, { ja: `"${wrong}" の内容が、boyacky-lab の書くものではありません。`, en: `What it says about "${wrong}" is not what boyacky-lab writes there.` });
  const known = state as ProgressState;
  return { ...known, facts: readFacts(known.facts) };
}

const isText = (value: unknown) => typeof value === 'string';
const isTable = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isLocalPort = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 1024 && value < 65_535;
const isOptionalText = (value: unknown) => value === undefined || isText(value);

/** What every progress file of this version holds. */
const shape: Readonly<Partial<Record<keyof ProgressState, (value: unknown) => boolean>>> = {
  schemaVersion: (value) => value === 1,
  owner: isText,
  language: (value) => value === 'ja' || value === 'en',
  target: (value) => value === 'sandbox' || value === 'aws',
  engine: isText,
  region: isText,
  pace: (value) => value === 'fast' || value === 'real',
  account: isOptionalText,
  appPort: (value) => value === undefined || isLocalPort(value),
  endpointUrl: isOptionalText,
  profile: isOptionalText,
  currentStep: isOptionalText,
  expiresAt: (value) => value === undefined || (isText(value) && !Number.isNaN(Date.parse(value))),
  witnessed: isTable,
  facts: isTable,
  answers: isTable,
  ways: (value) => value === undefined || (isTable(value) && Object.values(value as object).every((way) => ways.includes(way as Way))),
};

function unreadable(file: string, why: Words, cause?: unknown): UserError {
  return new UserError('progress-unreadable', { ja: `進み具合のファイル ${file} が読めません`, en: `The progress file ${file} cannot be read` }, {
    why,
    next: { ja: `どけてから（mv "${file}" "${file}.broken"）、もう一度始めます。できたことは、見ればわかります。`, en: `Move it away (mv "${file}" "${file}.broken") and start again: what is done is found by looking.` },
    cause,
  });
}
