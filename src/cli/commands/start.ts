import { resolve } from 'node:path';
import { ExitCode, UserError } from '../../shared/user-error.js';
import type { Course, CourseStep, Language } from '../../workshop/types.js';
import { findWorkspace } from '../../workshop/workspace.js';
import { connect, openFolder, readCourse, type Session } from '../compose.js';
import { isExpired, remind } from '../expiry.js';
import { guardAccount } from '../guard.js';
import { createTerminal, languageOf, type Terminal } from '../io/terminal.js';
import { noTerminal } from '../no-terminal.js';
import { banner } from '../render/banner.js';
import { overviewLine, resumeLine } from '../render/journey-lines.js';
import { requireStep } from '../select-steps.js';
import type { SettingFlags } from '../settings.js';
import { takenPorts } from '../taken-ports.js';
import { cleanUpAndReport } from './cleanup.js';
import { walkInteractively } from '../walk-interactively.js';
import { walkUnattended } from '../walk-unattended.js';

const alone = { ja: 'start は一歩ずつ一緒に進みます。ターミナルがなければ、全部を自動でするしかありません。', en: 'start goes step by step with you; without a terminal it can only do everything by itself.' };

export interface StartOptions extends SettingFlags {
  readonly workspace?: string;
  readonly plain?: boolean;
  readonly yes?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly keep?: boolean;
  /** Milliseconds from now. */
  readonly expire?: number;
}

/** `boyacky-lab start`: the workshop from where the learner is; with --yes from the first step to the receipt. */
export async function start(options: StartOptions, [dir]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const root = resolve(dir ?? options.workspace ?? findWorkspace(process.cwd()) ?? 'boyacky-workshop');
  const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true;
  if (!interactive && options.yes !== true) throw noTerminal('boyacky-lab start --yes', alone);

  // A wrong name is told before anything is made or started.
  const steps = range(readCourse(), options);
  const lang = options.lang ?? (interactive && options.yes !== true ? await askLanguage(root, options, signal) : undefined);
  const open = openFolder(root, { ...options, lang }, { changes: true });
  try {
    const terminal = createTerminal({ language: open.settings.language, plain: options.plain, ask: options.yes !== true });
    const session = await connect(open, terminal, signal, { startSandbox: true });
    const settled = { ...open.settings, engine: session.context.engine.name };
    // A lab that stands keeps what it was set to until the account has turned out to be its own.
    const stands = session.progress.state.account !== undefined;
    // The engine that was found is kept: images and containers are in it.
    if (!stands) session.progress.update(settled);
    await introduce(session, terminal, options.account);
    if (stands) session.progress.update(settled);
    if (options.expire !== undefined) session.progress.update({ expiresAt: new Date(session.context.clock.now() + options.expire).toISOString() });
    if (await cleanUpFirst(session, terminal)) return await cleanUpAndReport(session, terminal, { format: 'text', keepSandbox: false });
    return await walk(session, steps, terminal, options);
  } finally {
    open.close();
  }
}

/** Once, where a workspace is made: after that it knows. undefined: it knows already. */
async function askLanguage(root: string, { plain }: StartOptions, signal: AbortSignal): Promise<Language | undefined> {
  if (findWorkspace(root) === root) return undefined;
  const usual = languageOf(process.env);
  const terminal = createTerminal({ language: usual, plain });
  const choices = [
    { value: 'en', name: 'English' },
    { value: 'ja', name: '日本語' },
  ] as const;
  return await terminal.choose('Language / 言語', usual === 'ja' ? choices.toReversed() : choices, signal);
}

async function introduce(session: Session, terminal: Terminal, meant: string | undefined): Promise<void> {
  const { account, arn } = await guardAccount(session, { pin: true, terminal, account: meant });
  for (const line of banner(session, account, arn, terminal)) terminal.say(line);
  // The lessons begin with it, and whoever types their commands needs the file.
  const { workspace } = session;
  if (!workspace.exists(workspace.templateFile)) workspace.copy(`${workspace.assets.templates}/boyacky.yaml`, workspace.templateFile);
}

/** A lab whose time is over: says so, and asks whoever is there whether it is to be taken away before anything else. */
async function cleanUpFirst({ progress, context }: Session, terminal: Terminal): Promise<boolean> {
  const { expiresAt } = progress.state;
  remind(terminal, expiresAt, context.clock.now());
  if (!isExpired(expiresAt, context.clock.now())) return false;
  if (!terminal.interactive) {
    terminal.say({ ja: '誰にも聞けないので、続けます。', en: 'There is nobody to ask, so the program continues.' });
    return false;
  }
  return await terminal.confirm(terminal.t({ ja: '先に全部片付けますか', en: 'Take everything away first?' }), context.signal);
}

async function walk(session: Session, steps: readonly CourseStep[], terminal: Terminal, options: StartOptions): Promise<ExitCode> {
  if (!terminal.interactive) {
    const exitCode = await walkUnattended(session, steps, terminal);
    if (exitCode !== ExitCode.done || options.keep === true || options.until !== undefined) return exitCode;
    return await cleanUpAndReport(session, terminal, { format: 'text', keepSandbox: false });
  }
  const back = options.from === undefined ? resumeLine(session, terminal) : undefined;
  terminal.say();
  terminal.say(back ?? overviewLine(session, terminal));
  for (const words of await takenPorts(session.context)) terminal.say(words);
  // Exactly where the learner was, unless another beginning is asked for.
  const open = options.from === undefined ? steps.find(({ id }) => id === session.progress.state.currentStep) : undefined;
  const exitCode = await walkInteractively(session, steps, terminal, open);
  if (exitCode !== ExitCode.done || options.keep === true || options.until !== undefined) return exitCode;
  const question = terminal.t({ ja: '最後まで来ました。いま全部片付けますか', en: 'You have come to the end. Take everything away now?' });
  return (await terminal.confirm(question, session.context.signal)) ? await cleanUpAndReport(session, terminal, { format: 'text', keepSandbox: false }) : exitCode;
}

function range(course: Course, { from, until }: StartOptions) {
  const first = from === undefined ? 0 : course.steps.indexOf(requireStep(course, from));
  const last = until === undefined ? course.steps.length - 1 : course.steps.indexOf(requireStep(course, until));
  if (first > last) throw new UserError('usage', { ja: `--from ${from ?? ''} が --until ${until ?? ''} より後です`, en: `--from ${from ?? ''} comes after --until ${until ?? ''}` }, { next: 'boyacky-lab list', exitCode: ExitCode.usage });
  return course.steps.slice(first, last + 1);
}
