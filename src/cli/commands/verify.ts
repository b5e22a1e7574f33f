import { writeFileSync } from 'node:fs';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { look } from '../../workshop/look.js';
import { maskAccount } from '../guard.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { jsonReport, textReport, type Checked, type Report } from '../render/verify-report.js';
import { selectSteps } from '../select-steps.js';
import { version } from '../version.js';

export interface VerifyOptions extends ExistingOptions {
  readonly format?: 'text' | 'json';
  readonly output?: string;
}

/** `boyacky-lab verify`: looks at every step at once and reports; changes nothing. */
export async function verify(options: VerifyOptions, names: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  return await withSession(options, signal, { changes: false }, async ({ context, course }, terminal, { account }) => {
    const results: Checked[] = [];
    for (const step of selectSteps(course, names)) results.push({ step, verdict: await look(step.step, { ...context, say: () => undefined }) });
    const report: Report = {
      version: version(),
      target: context.target.kind,
      account: maskAccount(account),
      region: context.target.region,
      checkedAt: new Date().toISOString(),
      results,
    };
    const text = options.format === 'json' ? jsonReport(report, terminal.language) : textReport(report, terminal);
    if (options.output === undefined) terminal.out(text);
    else write(options.output, `${text}\n`);
    return results.every(({ verdict }) => verdict.verdict === 'done') ? ExitCode.done : ExitCode.notDone;
  });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new UserError('cannot-write', `The report cannot be written to ${file}`, { why: (cause as Error).message, next: 'boyacky-lab verify --output report.json', exitCode: ExitCode.usage, cause });
  }
}
