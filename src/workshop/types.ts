/**
 * The stages of a step, from the page to the screen:
 *
 *   LessonFile ──parse──▶ Lesson ─┐
 *                                 ├─join by id─▶ CourseStep ──check──▶ Verdict ──▶ Outcome
 *   steps/**.ts ────────▶ Step  ──┘                   └──solve──▶ (the world) ─▶ check again
 *
 * LessonFile  a Markdown file of one chapter in one language        lessons/boyacky/01-foundation/ja.md
 * Lesson      its chapter title, and prose and hints per step id
 * Step        the code of a step: how to look at the world and how to bring its effect about
 * CourseStep  both together, in the order of the course
 * Verdict     what one look at the world said
 * Outcome     what became of the step in this run
 */
import type { Clock } from '../shared/clock.js';
import type { Aws } from '../aws/aws.js';
import type { ContainerEngine } from '../containers/engine.js';
import type { LocalApp } from '../containers/local-app.js';
import type { CommandGlossary } from './commands/command-glossary.js';
import type { FileEdit } from './edits/file-edit.js';
import type { LiveView } from './live/live-view.js';
import type { Ledger, LedgerResource, ResourceKind } from './ledger.js';
import type { LocalPorts } from './local-ports.js';
import type { Obstacle } from './obstacle.js';
import type { Progress } from './progress.js';
import type { Web } from '../web/web.js';
import type { Workspace } from './workspace.js';

export type Language = 'ja' | 'en';

/** A sentence in every language the workshop speaks. */
export type Text = Readonly<Record<Language, string>>;

export type Verdict =
  | { readonly verdict: 'done'; /** What was seen, one fact a line. */ readonly evidence: readonly Text[] }
  | { readonly verdict: 'not-yet'; readonly expected: Text; readonly observed: Text; readonly fix: Text }
  | {
      readonly verdict: 'waiting';
      readonly for: Text;
      /** Milliseconds since the epoch. */
      readonly since: number;
      /** How long it usually takes on AWS, e.g. "2–3 min". */
      readonly usually: Text;
    }
  | { readonly verdict: 'cannot-tell'; readonly why: Text; readonly fix: Text };

/**
 * state    its effect stays: `check` finds it in the world at any later time
 * moment   it happens and passes (a page seen, a push refused): once `check` said done it is remembered as witnessed
 * question answered, not done
 */
export type StepKind = 'state' | 'moment' | 'question';

export interface Step {
  /** "chapter.what", e.g. "ecr.push"; never changes once released. */
  readonly id: string;
  readonly kind: StepKind;
  /**
   * What a person types for it in `boyacky-lab shell`, one command a line, with every value filled in that the world
   * knows by then: shown and explained part by part, never run by the program. `$EDITOR "file"` where a file is edited.
   */
  readonly commands?: (context: StepContext) => Promise<readonly string[]>;
  /** Commands that tidy up once the step is done: typed earlier they would take away what `check` looks for. */
  readonly afterwards?: (context: StepContext) => Promise<readonly string[]>;
  /**
   * The first rung of the hints: what the world says just now ("2 of 25 resources stand"). Looks, and changes nothing.
   * undefined: it has nothing to add to what the verdict says.
   */
  readonly situation?: (context: StepContext) => Promise<Text | undefined>;
  /** It starts a roll-out, or watches one: in the sandbox a lesson lets old and new stand side by side until they were looked at. */
  readonly rollOut?: 'started' | 'watched';
  /** What to look at while the step waits; asked at each look, so it makes few calls. */
  readonly live?: (context: StepContext) => Promise<LiveView>;
  /** Looks, and changes nothing. May throw `AwsFailure` or `EngineError`: the runner makes `cannot-tell` of it. */
  readonly check: (context: StepContext) => Promise<Verdict>;
  /**
   * What stands in the way of `solve`: asked for where the step is not done, and, with what was thrown, where `solve` failed.
   * Each is put right once the learner has agreed (`obstacle.ts` says what holds unattended). Looks, and changes nothing.
   */
  readonly obstacles?: (context: StepContext, failure?: unknown) => Promise<readonly Obstacle[]>;
  /** Brings the effect about; run twice it changes nothing the second time. */
  readonly solve: (context: StepContext) => Promise<void>;
  /**
   * What a learner who does the step by hand brings into being, under the ids of the ledger. What was not there
   * when the step was opened and is there when it is done has been made for the workshop: it is taken on.
   */
  readonly makes?: readonly LedgerResource[] | ((context: StepContext) => Promise<readonly LedgerResource[]>);
  /** Kinds of which a second one runs beside the first for some minutes: it costs while it does. */
  readonly alsoRuns?: readonly ResourceKind[];
  /**
   * Ids of earlier steps with whose facts this one compares, or whose effect it has watched: done again, they take what
   * is remembered of this one along. Else it would be done by what is no longer so.
   */
  readonly restsOn?: readonly string[];
  /** For a step whose effect lies in files: what `solve` would write, as it would before it does. */
  readonly edits?: (context: StepContext) => Promise<readonly FileEdit[]>;
  /** Longest time `check` may say "waiting" after `solve`, in milliseconds (default 60 s). */
  readonly deadlineMs?: number;
  readonly question?: Question;
}

export interface Question {
  readonly prompt: Text;
  readonly choices: readonly Choice[];
  /** Index of the right choice. */
  readonly answer: number;
  readonly explanation: Text;
}

export interface Choice extends Text {
  /** Why it is wrong, said when it was chosen; the right one is explained by the question. */
  readonly why?: Text;
}

/** What a step works with. Everything that touches the outside is a door in here. */
export interface StepContext {
  readonly target: Target;
  readonly aws: Aws;
  readonly engine: ContainerEngine;
  readonly app: LocalApp;
  readonly web: Web;
  readonly workspace: Workspace;
  readonly ports: LocalPorts;
  readonly ledger: Ledger;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Who this lab belongs to: the value of the tag boyacky-lab:owner. */
  readonly owner: string;
  /** What the learner reads, and can type. */
  readonly language: Language;
  /** Shows a fact, a command or a line of output while a step is at work. */
  readonly say: (line: Text | string) => void;
}

export interface Target {
  readonly kind: 'sandbox' | 'aws';
  readonly region: string;
  /** Set for the sandbox and for --endpoint-url. */
  readonly endpointUrl?: string;
  /** Environment in which `aws`, `npm start` and the SDK reach the target: region, endpoint, keys or profile. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface Lesson {
  /** e.g. "foundation" */
  readonly chapter: string;
  readonly title: string;
  readonly introduction: string;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly id: string;
  readonly title: string;
  readonly prose: string;
  readonly hints: readonly string[];
}

export interface CourseStep {
  readonly step: Step;
  readonly id: string;
  /** 1 to 10; the last is the clean-up. */
  readonly chapterNumber: number;
  readonly chapter: string;
  readonly text: Readonly<Record<Language, LessonStep>>;
}

export interface Chapter {
  readonly number: number;
  readonly id: string;
  readonly title: Text;
  readonly introduction: Text;
  readonly steps: readonly CourseStep[];
}

export interface Course {
  readonly id: string;
  readonly chapters: readonly Chapter[];
  /** All steps in order. */
  readonly steps: readonly CourseStep[];
  /** What the commands of the steps mean, part by part. */
  readonly commands: CommandGlossary;
}

export type Outcome =
  | { readonly outcome: 'already-done'; readonly verdict: Verdict }
  | { readonly outcome: 'done'; readonly verdict: Verdict }
  /** `leftAlone`: why it is not done by the program, where it must not be. */
  | { readonly outcome: 'not-done'; readonly verdict: Verdict; readonly leftAlone?: Text };
