import { ExitCode, UserError } from '../../shared/user-error.js';
import { look, quietly } from '../../workshop/look.js';
import type { Chapter, CourseStep, Verdict } from '../../workshop/types.js';
import { findWorkspace } from '../../workshop/workspace.js';
import { readCourse } from '../compose.js';
import { createTerminal, languageOf, type Terminal } from '../io/terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { verdictMarks } from '../render/verdict-lines.js';

/** `boyacky-lab list`: chapters and steps; with their progress where a workspace is and its target answers. */
export async function list(options: ExistingOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const unseen = () => createTerminal({ language: options.lang ?? languageOf(process.env), plain: options.plain, ask: false });
  if (findWorkspace(options.workspace ?? process.cwd()) === undefined) return print(readCourse().chapters, unseen());
  try {
    return await withSession(options, signal, { changes: false }, async ({ course, context, progress }, terminal) => {
      const verdicts = new Map<string, Verdict>();
      for (const { id, step } of course.steps) {
        terminal.status(`… ${id}`);
        verdicts.set(id, await look(step, quietly(context)));
      }
      return print(course.chapters, terminal, verdicts, progress.state.currentStep);
    });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'sandbox-not-running') throw error;
    const terminal = unseen();
    terminal.say({ ja: '（サンドボックスが動いていないので、進み具合は見えません: boyacky-lab sandbox start）', en: '(no progress: the sandbox is not running; boyacky-lab sandbox start)' });
    return print(readCourse().chapters, terminal);
  }
}

function print(chapters: readonly Chapter[], terminal: Terminal, verdicts?: ReadonlyMap<string, Verdict>, here?: string): ExitCode {
  const isDone = ({ id }: CourseStep) => verdicts?.get(id)?.verdict === 'done';
  const longest = Math.max(...chapters.flatMap(({ steps }) => steps.map(({ id }) => id.length)));
  for (const { number, id, title, steps } of chapters) {
    const count = verdicts === undefined ? '' : `  ${steps.filter(isDone).length}/${steps.length}`;
    terminal.show(`${number}. ${terminal.t(title)} (${id})${count}`);
    for (const step of steps) terminal.show(`${step.id === here ? '→' : ' '}  ${markOf(verdicts?.get(step.id))} ${step.id.padEnd(longest)} ${step.text[terminal.language].title}`);
  }
  if (verdicts !== undefined) {
    terminal.say();
    terminal.say({ ja: '✔ できた  · まだ  … 待ち  ? わからない  → いまここ', en: '✔ done  · not yet  … waiting  ? cannot tell  → you are here' });
    terminal.say({ ja: 'どこへでも: boyacky-lab lesson <章またはステップ>', en: 'To any of them: boyacky-lab lesson <chapter or step>' });
  }
  return ExitCode.done;
}

function markOf(verdict: Verdict | undefined): string {
  // Nothing has gone wrong with a step that nobody has begun.
  return verdict === undefined ? ' ' : verdict.verdict === 'not-yet' ? '·' : verdictMarks[verdict.verdict].mark;
}
