import { expect } from 'vitest';
import { loadCourse } from '../../../src/workshop/course.js';
import { allSteps } from '../../../src/workshop/steps/all-steps.js';
import type { CourseStep } from '../../../src/workshop/types.js';
import { npmEnvironment } from '../../support/npm-environment.js';
import { startTerminal, type TerminalSession } from '../../support/start-terminal.js';
import type { WorkshopFolder } from '../workshop-folder.js';
import { makeEditor } from './make-editor.js';
import { fileURLToPath } from 'node:url';

const enter = '\r';
const interrupt = '\u0003';
const lessons = fileURLToPath(new URL('../../../lessons/boyacky', import.meta.url));
/** What a shell that `boyacky-lab shell` started says when it is ready for the next line. */
const prompt = /\(boyacky [a-z0-9.-]+\)/;

export interface RobotOptions {
  readonly engine: 'docker' | 'practice';
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A student with two terminals: on one the lesson, where every step is answered by "I'll do it myself"; on the other
 * `boyacky-lab shell`, where the commands that the lesson shows are typed as they stand. Questions are answered on the
 * lesson's screen. Goes through the whole course to the receipt that says 0 left; answers how many commands were typed
 * and how many questions were asked.
 */
export async function studyCourse(folder: WorkshopFolder, options: RobotOptions): Promise<{ readonly typed: number; readonly asked: number }> {
  const course = loadCourse(lessons, allSteps);
  const size = { columns: options.columns, rows: options.rows };
  const env = { EDITOR: makeEditor(folder.home), SHELL: '/bin/bash', USER: 'learner', ...npmEnvironment, ...options.env };
  const place = { cwd: folder.cwd, home: folder.home, env, ...size };
  const lesson = startTerminal(['start', '--engine', options.engine, '--lang', 'en'], place);
  let desk: TerminalSession | undefined;
  let app: TerminalSession | undefined;
  let typed = 0;
  let asked = 0;

  const openDesk = async () => {
    const opened = startTerminal(['shell'], place);
    await opened.said(prompt);
    return opened;
  };
  const stopApp = () => {
    app?.type(interrupt);
    app = undefined;
  };
  const typeAll = async (courseStep: CourseStep) => {
    const commands = await whatToType(folder, courseStep.id);
    // None: what was waited for has come about meanwhile.
    for (const command of commands) {
      typed += 1;
      if (staysInForeground(command)) {
        app = await openDesk();
        app.type(`${command}${enter}`);
        continue;
      }
      desk ??= await openDesk();
      desk.type(`${command}${enter}`);
      await desk.said(prompt, 300_000);
    }
  };

  for (const courseStep of course.steps) {
    const { id, step } = courseStep;
    while ((await lesson.said(new RegExp(`\\[Enter\\]|${id.replaceAll('.', '\\.')}\\s`))) === '[Enter]') lesson.type(enter);
    let state = await lesson.said(opened);
    while (state === '[Enter]') {
      lesson.type(enter);
      state = await lesson.said(opened);
    }
    if (state === 'Your answer?' && step.question !== undefined) {
      asked += 1;
      lesson.type(`${step.question.answer + 1}${enter}`);
      await lesson.said('Done. What next?');
    } else if (state === 'What next?') {
      lesson.type(`2${enter}`);
      await lesson.said('I am watching');
      // The one step whose effect is no command: Ctrl-C in the terminal in which the app runs.
      if (id === 'local.stop') stopApp();
      else await typeAll(courseStep);
      await untilDone(lesson).catch((error: unknown) => {
        throw new Error(`${id} did not become done; the other terminal shows:\n${desk?.text().slice(-3000) ?? '(nothing)'}`, { cause: error });
      });
      if (chapterEndsApp(id)) stopApp();
      // Asked of the program only where there is something to say: each question is a program of its own.
      for (const command of step.afterwards === undefined ? [] : await whatToType(folder, id)) {
        desk ??= await openDesk();
        desk.type(`${command}${enter}`);
        await desk.said(prompt, 300_000);
      }
    }
    lesson.type(enter);
  }
  await lesson.said('You have come to the end');
  lesson.type(`y${enter}`);
  await lesson.said(/Receipt: \d+ gone, 0 left\./, 300_000);
  expect((await lesson.ended).exitCode).toBe(0);
  return { typed, asked };
}

/** The menu of a step or of a question, or its second piece where the screen is low. */
const opened = /Done\. What next\?|What next\?|Your answer\?|\[Enter\]/;

/** A page of a longer text waits for a key. */
async function untilDone(lesson: TerminalSession): Promise<void> {
  while ((await lesson.said(/Done\. What next\?|\[Enter\]/, 120_000)) === '[Enter]') lesson.type(enter);
}

/** What the program says there is to type: for the open step its commands, for one that is done what tidies up. */
async function whatToType(folder: WorkshopFolder, id: string): Promise<readonly string[]> {
  const { stdout, exitCode, stderr } = await folder.run(['hint', id, '--commands']);
  expect(exitCode, stderr).toBe(0);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Chapter 9 starts the app for a look at the fix, and has no further use for it. */
function chapterEndsApp(id: string): boolean {
  return id === 'rollout.local-check';
}

/** The app itself, which goes on until Ctrl-C: a student opens a terminal of its own for it. */
function staysInForeground(command: string): boolean {
  return /\bnpm (run )?start\b|\bnode src\/server\.js$/.test(command) && !command.startsWith('docker ');
}
