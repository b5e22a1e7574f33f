import { ExitCode, UserError } from '../../shared/user-error.js';
import { cleanUp, planCleanUp, type Receipt } from '../../workshop/clean-up/clean-up.js';
import { findNotOurs } from '../../workshop/clean-up/find-not-ours.js';
import type { LedgerResource } from '../../workshop/ledger.js';
import { archivedHere, type Session } from '../compose.js';
import { maskAccount } from '../mask-account.js';
import type { Terminal } from '../io/terminal.js';
import { noTerminal } from '../no-terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { costInAll } from '../render/cost-lines.js';
import { receiptLine, receiptTotal } from '../render/receipt-lines.js';
import { stopSandbox } from '../sandbox-process.js';

export interface CleanupOptions extends ExistingOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly keepSandbox?: boolean;
  readonly format?: 'text' | 'json';
}

/** `boyacky-lab cleanup`: shows what is ours, asks once, deletes it in order, and proves that it is gone. */
export async function cleanup(options: CleanupOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  return await withSession(options, signal, { changes: true }, async (session, terminal, { account }) => {
    const { resources: plan, unsearched } = await planCleanUp(session.context);
    terminal.say({
      ja: `アカウント ${maskAccount(account)}、リージョン ${session.context.target.region} から、次の ${plan.length} 個を消します。`,
      en: `To be deleted from account ${maskAccount(account)}, region ${session.context.target.region}: ${plan.length}.`,
    });
    for (const { kind, id } of plan) terminal.say(`    ${kind.padEnd(15)} ${id}`);
    const notOurs = await findNotOurs(session.course.steps, session.context);
    if (notOurs.length > 0) terminal.say({ ja: '同じ名前でも、このワークショップのものではないので残します:', en: 'Of the same name and not of this workshop, so they stay:' });
    for (const { kind, id } of notOurs) terminal.say(`    ${kind.padEnd(15)} ${id}`);
    for (const { kind, id, reason } of unsearched) terminal.say({ ja: `探せませんでした: ${kind} ${id} — ${reason.ja}`, en: `Could not be searched: ${kind} ${id} — ${reason.en}` });
    if (options.dryRun === true) {
      const resources = (list: readonly LedgerResource[]) => list.map(({ kind, id }) => ({ kind, id }));
      if (options.format === 'json') terminal.out(JSON.stringify({ account: maskAccount(account), region: session.context.target.region, plan: resources(plan), notOurs: resources(notOurs), ...(unsearched.length === 0 ? {} : { unsearched: unsearched.map((place) => ({ ...place, reason: terminal.t(place.reason) })) }) }, null, 2));
      return ExitCode.done;
    }
    if (plan.length > 0 && options.yes !== true) await confirm(terminal, signal);
    return await cleanUpAndReport(session, terminal, { format: options.format ?? 'text', keepSandbox: options.keepSandbox ?? false });
  });
}

/** The clean-up itself with its receipt; when nothing is left the sandbox is stopped too, unless it is to be kept. */
export async function cleanUpAndReport(
  session: Session,
  terminal: Terminal,
  { format, keepSandbox }: { format: 'text' | 'json'; keepSandbox: boolean },
): Promise<ExitCode> {
  const { context, progress, ledger, workspace, sandbox } = session;
  terminal.say(`\n${terminal.t({ ja: '片付け', en: 'Clean-up' })}`);
  const receipt = await cleanUp(context, {
    onRemoving: ({ kind, id }) => terminal.status(`  … ${kind} ${id}`),
    onResult: (line) => {
      if (format === 'text') terminal.out(receiptLine(line, terminal));
    },
  });
  print(receipt, format, terminal);
  if (receipt.left > 0) {
    terminal.say({ ja: 'もう一度 boyacky-lab cleanup を実行すると続きから消します。', en: 'boyacky-lab cleanup goes on from here.' });
    return ExitCode.notDone;
  }
  terminal.say(costInAll({ lines: ledger.lines(), earlier: archivedHere(session) }, context.target, context.clock.now()));
  progress.clear();
  ledger.archive();
  if (sandbox !== undefined && !keepSandbox) await stopSandbox(workspace.files.sandboxDir);
  return ExitCode.done;
}

function print(receipt: Receipt, format: 'text' | 'json', terminal: Terminal): void {
  if (format === 'text') return terminal.out(receiptTotal(receipt, terminal));
  const resources = receipt.lines.map(({ kind, id, result, reason, console }) => ({ kind, id, result, ...(reason === undefined ? {} : { reason: terminal.t(reason) }), ...(console === undefined ? {} : { console }) }));
  terminal.out(JSON.stringify({ resources, left: receipt.left }, null, 2));
}

async function confirm(terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!terminal.interactive) throw noTerminal('boyacky-lab cleanup --yes');
  if (await terminal.confirm(terminal.t({ ja: '消してよいですか', en: 'Delete all of this?' }), signal)) return;
  throw new UserError('declined', { ja: '何も消していません', en: 'Nothing was deleted' }, { next: 'boyacky-lab cleanup', exitCode: ExitCode.notDone });
}
