import { ExitCode, UserError } from '../../shared/user-error.js';
import { look } from '../../workshop/look.js';
import type { CourseStep } from '../../workshop/types.js';
import { findWorkspace } from '../../workshop/workspace.js';
import { readCourse, type Session } from '../compose.js';
import { createTerminal, languageOf, type Terminal } from '../io/terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { verdictMarks } from '../render/verdict-lines.js';

/** `boyacky-lab list`: chapters and steps; with their progress where a workspace is and its target answers. */
export async function list(options: ExistingOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (findWorkspace(options.workspace ?? process.cwd()) === undefined) {
    const terminal = createTerminal({ language: options.lang ?? languageOf(process.env), plain: options.plain, ask: false });
    return print(readCourse().chapters, terminal, () => Promise.resolve(' '));
  }
  try {
    return await withSession(options, signal, { changes: false }, (session, terminal) => print(session.course.chapters, terminal, (step) => mark(session, step)));
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'sandbox-not-running') throw error;
    const terminal = createTerminal({ language: options.lang ?? languageOf(process.env), plain: options.plain, ask: false });
    terminal.say({ ja: '（サンドボックスが動いていないので、進み具合は見えません: boyacky-lab sandbox start）', en: '(no progress: the sandbox is not running; boyacky-lab sandbox start)' });
    return print(readCourse().chapters, terminal, () => Promise.resolve(' '));
  }
}

async function mark({ context }: Session, { step }: CourseStep): Promise<string> {
  const { verdict } = await look(step, { ...context, say: () => undefined });
  return verdictMarks[verdict].mark;
}

async function print(chapters: Session['course']['chapters'], terminal: Terminal, markOf: (step: CourseStep) => Promise<string>): Promise<ExitCode> {
  for (const chapter of chapters) {
    terminal.out(`${chapter.number}. ${terminal.t(chapter.title)} (${chapter.id})`);
    for (const step of chapter.steps) terminal.out(`   ${await markOf(step)} ${step.id.padEnd(30)} ${step.text[terminal.language].title}`);
  }
  return ExitCode.done;
}
