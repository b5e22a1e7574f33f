import { ExitCode, UserError } from '../../shared/user-error.js';
import { cleanUp, planCleanUp, type Receipt } from '../../workshop/clean-up/clean-up.js';
import { findNotOurs } from '../../workshop/clean-up/find-not-ours.js';
import { findTargetGroups } from '../../workshop/clean-up/find-target-groups.js';
import { findPerhapsYours, type PerhapsYours } from '../../workshop/clean-up/perhaps-yours.js';
import { whyKept } from '../../workshop/clean-up/sweep.js';
import type { IsNamed, Unmarked } from '../../workshop/clean-up/find-claims.js';
import type { LedgerResource } from '../../workshop/ledger.js';
import { archivedHere, type Session } from '../compose.js';
import { maskAccount } from '../mask-account.js';
import type { Terminal } from '../io/terminal.js';
import { noTerminal } from '../no-terminal.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { costInAll } from '../render/cost-lines.js';
import { perhapsLines } from '../render/perhaps-lines.js';
import { receiptLine, receiptTotal } from '../render/receipt-lines.js';
import { stopSandbox } from '../sandbox-process.js';

export interface CleanupOptions extends ExistingOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly keepSandbox?: boolean;
  /** "kind=id" of things that are on the ledger and bear no tags of ours. */
  readonly also?: readonly string[];
  readonly format?: 'text' | 'json';
}

/** `boyacky-lab cleanup`: shows what is ours, asks once, deletes it in order, and proves that it is gone. */
export async function cleanup(options: CleanupOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  return await withSession(options, signal, { changes: true }, async (session, terminal, { account }) => {
    const named = new Set(options.also);
    const isNamed: IsNamed = ({ kind, id }) => named.has(`${kind}=${id}`);
    const claims = await planCleanUp(session.context, isNamed);
    const { resources: plan, unmarked, strays, unsearched } = claims;
    terminal.say({
      ja: `アカウント ${maskAccount(account)}、リージョン ${session.context.target.region} から、次の ${plan.length} 個を消します。`,
      en: `To be deleted from account ${maskAccount(account)}, region ${session.context.target.region}: ${plan.length}.`,
    });
    for (const { kind, id } of plan) terminal.say(`    ${kind.padEnd(15)} ${id}`);
    const notOurs = await findNotOurs(session.course.steps, session.context);
    if (notOurs.length > 0) terminal.say({ ja: '同じ名前でも、このワークショップのものではないので残します:', en: 'Of the same name and not of this workshop, so they stay:' });
    for (const { kind, id } of notOurs) terminal.say(`    ${kind.padEnd(15)} ${id}`);
    const perhapsYours = await findPerhapsYours(session.context, claims, notOurs, { exactToo: false, groups: await findTargetGroups(claims.resources, session.context) });
    for (const line of perhapsLines(perhapsYours, terminal)) terminal.say(line);
    const kept = [...unmarked.map((each) => ({ ...each, reason: whyKept(each) })), ...strays];
    if (kept.length > 0) terminal.say({ ja: 'これらは消さずに残します:', en: 'These are kept, and not deleted:' });
    for (const { kind, id, reason } of kept) terminal.say(`    ${kind.padEnd(15)} ${id} — ${terminal.t(reason)}`);
    for (const { kind, id, reason } of unsearched) terminal.say({ ja: `探せませんでした: ${kind} ${id} — ${reason.ja}`, en: `Could not be searched: ${kind} ${id} — ${reason.en}` });
    if (options.dryRun === true) {
      const resources = (list: readonly LedgerResource[]) => list.map(({ kind, id }) => ({ kind, id }));
      if (options.format === 'json') terminal.out(JSON.stringify({ account: maskAccount(account), region: session.context.target.region, plan: resources(plan), notOurs: resources(notOurs), ...perhapsList(perhapsYours, terminal), ...(kept.length === 0 ? {} : { kept: kept.map(({ kind, id, reason }) => ({ kind, id, reason: terminal.t(reason) })) }), ...(unsearched.length === 0 ? {} : { unsearched: unsearched.map((place) => ({ ...place, reason: terminal.t(place.reason) })) }) }, null, 2));
      return ExitCode.done;
    }
    if (options.yes !== true) {
      if (plan.length + unmarked.length > 0) await confirm(terminal, signal);
      for (const { kind, id } of await askByName(unmarked, terminal, signal)) named.add(`${kind}=${id}`);
    }
    return await cleanUpAndReport(session, terminal, { format: options.format ?? 'text', keepSandbox: options.keepSandbox ?? false, isNamed });
  });
}

/** The clean-up itself with its receipt; when nothing is left the sandbox is stopped too, unless it is to be kept. */
export async function cleanUpAndReport(
  session: Session,
  terminal: Terminal,
  { format, keepSandbox, isNamed }: { format: 'text' | 'json'; keepSandbox: boolean; isNamed?: IsNamed },
): Promise<ExitCode> {
  const { context, progress, ledger, workspace, sandbox } = session;
  terminal.say(`\n${terminal.t({ ja: '片付け', en: 'Clean-up' })}`);
  const receipt = await cleanUp(context, {
    isNamed,
    onRemoving: ({ kind, id }) => terminal.status(`  … ${kind} ${id}`),
    onResult: (line) => {
      if (format === 'text') terminal.show(receiptLine(line, terminal));
    },
  }).catch((error: unknown) => {
    throw context.signal.aborted ? brokenOff(ledger.open()) : error;
  });
  if (format === 'text') for (const line of perhapsLines(receipt.perhapsYours, terminal)) terminal.out(line);
  print(receipt, format, terminal);
  if (receipt.left > 0) {
    terminal.say({ ja: '理由を取り除いてから、もう一度 boyacky-lab cleanup を実行します。続きから消します。', en: 'See to the reasons above, then type boyacky-lab cleanup again: it goes on from here.' });
    return ExitCode.notDone;
  }
  terminal.say(costInAll({ lines: ledger.lines(), earlier: archivedHere(session) }, context.target, context.clock.now()));
  progress.clear();
  ledger.archive();
  if (sandbox !== undefined && !keepSandbox) await stopSandbox(workspace.files.sandboxDir);
  return ExitCode.done;
}

/** Ctrl-C in the middle: what has not gone yet is named, and costs on where it costs. */
function brokenOff(open: readonly LedgerResource[]): UserError {
  const list = open.map(({ kind, id }) => `${kind} ${id}`).join(', ');
  return new UserError('interrupted', { ja: '片付けを途中で止めました', en: 'The clean-up was stopped half-way' }, {
    why: open.length === 0 ? undefined : { ja: `台帳ではまだ ${open.length} 個あります: ${list}`, en: `Still there, by the ledger: ${open.length} (${list})` },
    next: 'boyacky-lab cleanup',
    exitCode: ExitCode.interrupted,
  });
}

function print(receipt: Receipt, format: 'text' | 'json', terminal: Terminal): void {
  if (format === 'text') return terminal.show(receiptTotal(receipt, terminal));
  const resources = receipt.lines.map(({ kind, id, result, reason, console }) => ({ kind, id, result, ...(reason === undefined ? {} : { reason: terminal.t(reason) }), ...(console === undefined ? {} : { console }) }));
  terminal.out(JSON.stringify({ resources, left: receipt.left, ...perhapsList(receipt.perhapsYours, terminal) }, null, 2));
}

/** Nothing where there is nothing of the kind. */
function perhapsList(things: readonly PerhapsYours[], terminal: Terminal) {
  return things.length === 0 ? {} : { perhapsYours: things.map(({ kind, id, reason }) => ({ kind, id, reason: terminal.t(reason) })) };
}

/** Of what may be somebody else's, each by its name. */
async function askByName(unmarked: readonly Unmarked[], terminal: Terminal, signal: AbortSignal): Promise<readonly Unmarked[]> {
  const named: Unmarked[] = [];
  for (const each of unmarked) {
    const question = { ja: `${each.kind} ${each.id} にはこのワークショップのタグがありません。これも消しますか`, en: `${each.kind} ${each.id} does not have the workshop's tags. Delete it, too?` };
    if (await terminal.confirm(terminal.t(question), signal)) named.push(each);
  }
  return named;
}

async function confirm(terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!terminal.interactive) throw noTerminal('boyacky-lab cleanup --yes');
  if (await terminal.confirm(terminal.t({ ja: '消してよいですか', en: 'Delete all of this?' }), signal)) return;
  throw new UserError('declined', { ja: '何も消していません', en: 'Nothing was deleted' }, { next: 'boyacky-lab cleanup', exitCode: ExitCode.notDone });
}
