import { ExitCode, UserError } from '../../shared/user-error.js';
import { writeWhole } from '../../shared/write-whole.js';
import { look, quietly } from '../../workshop/look.js';
import { readCourse } from '../compose.js';
import { gatherReports } from '../gather-reports.js';
import { maskAccount } from '../mask-account.js';
import { createTerminal, languageOf, type Terminal } from '../io/terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { inertText } from '../render/inert-text.js';
import { junitReport } from '../render/junit-report.js';
import { markdownReport } from '../render/markdown-report.js';
import { mergedReport } from '../render/merged-report.js';
import { checked, jsonReport, textReport, type Checked, type Report } from '../render/verify-report.js';
import { selectSteps } from '../select-steps.js';
import { version } from '../version.js';

export const reportFormats = ['text', 'json', 'junit', 'markdown'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface VerifyOptions extends ExistingOptions {
  readonly format?: ReportFormat;
  readonly output?: string;
  /** Reports of learners, to be gathered instead of looking at anything. */
  readonly merge?: readonly string[];
}

/** `boyacky-lab verify`: looks at every step at once and reports; changes nothing. */
export async function verify(options: VerifyOptions, names: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (options.merge !== undefined) return merge(options, [...options.merge, ...names]);
  // A wrong name is told before anything is looked for.
  const steps = selectSteps(readCourse(), names);
  return await withSession(options, signal, { changes: false }, async ({ context, progress }, terminal, { account }) => {
    const results: Checked[] = [];
    const isHandedOn = (options.format ?? 'text') !== 'text' || options.output !== undefined;
    for (const step of steps) {
      terminal.status(`… ${step.id}`);
      const begun = performance.now();
      const verdict = await look(step.step, quietly(context));
      results.push(checked(step, verdict, performance.now() - begun, { way: progress.way(step.id), ...(isHandedOn ? { secret: account } : {}) }));
    }
    const report: Report = {
      version: version(),
      target: context.target.kind,
      account: maskAccount(account),
      region: context.target.region,
      checkedAt: new Date().toISOString(),
      results,
    };
    if (isHandedOn) hand(render(report, options.format ?? 'text', terminal), options.output, terminal);
    else terminal.show(textReport(report, terminal));
    return results.every(({ verdict }) => verdict.verdict === 'done') ? ExitCode.done : ExitCode.notDone;
  });
}

function render(report: Report, format: ReportFormat, terminal: Terminal): string {
  switch (format) {
    case 'text':
      return textReport(report, terminal);
    case 'json':
      return jsonReport(report, terminal.language);
    case 'junit':
      return junitReport(report, terminal.language);
    case 'markdown':
      return markdownReport(report, terminal);
  }
}

/** An instructor's side: needs no workspace and no account. */
function merge({ format = 'text', output, lang, plain }: VerifyOptions, files: readonly string[]): ExitCode {
  if (format === 'junit') throw new UserError('usage', { ja: 'まとめた報告は JUnit の形にはできません', en: 'Many reports in one make no JUnit file' }, { next: 'boyacky-lab verify --format markdown --merge dir/*.json', exitCode: ExitCode.usage });
  const terminal = createTerminal({ language: lang ?? languageOf(process.env), plain, ask: false });
  const { reports, refused } = gatherReports(files);
  for (const { file, why } of refused) terminal.say(`✖ ${inertText(file)}: ${terminal.t(why)}`);
  if (reports.length === 0) throw new UserError('no-reports', { ja: 'この中に報告のファイルはありません', en: 'None of these files is a report' }, { next: { ja: 'boyacky-lab verify --format json --output hanako.json   （学習者ごとに）', en: 'boyacky-lab verify --format json --output hanako.json   (each learner)' }, exitCode: ExitCode.usage });
  hand(mergedReport(reports, format, terminal), output, terminal);
  return refused.length === 0 ? ExitCode.done : ExitCode.notDone;
}

/** To the file that was asked for, whole or not at all, else to standard output. */
function hand(text: string, file: string | undefined, terminal: Terminal): void {
  if (file === undefined) return terminal.out(text);
  try {
    writeWhole(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new UserError('cannot-write', { ja: `報告を ${file} に書けません`, en: `The report cannot be written to ${file}` }, { why: (cause as Error).message, next: 'boyacky-lab verify --output report.json', exitCode: ExitCode.usage, cause });
  }
}
