import { systemClock } from '../../shared/clock.js';
import { ExitCode, UserError } from '../../shared/user-error.js';
import { findClaims, imageLabel, type Claims } from '../../workshop/clean-up/find-claims.js';
import { findTargetGroups } from '../../workshop/clean-up/find-target-groups.js';
import { findPerhapsYours, type PerhapsYours } from '../../workshop/clean-up/perhaps-yours.js';
import { lookAtSystem } from '../../workshop/picture/look-at-system.js';
import type { Text } from '../../workshop/types.js';
import { asTyped } from '../as-typed.js';
import { archivedHere, findEngine, openFolder, requireWorkspace, type OpenWorkspace, type Session } from '../compose.js';
import { createTerminal, type Terminal } from '../io/terminal.js';
import { expiryRow } from '../expiry.js';
import { withSession, type ExistingOptions } from '../open-existing.js';
import { standing } from '../open-step.js';
import { tallyOf, tallyWords } from '../render/tally.js';
import { costNow } from '../render/cost-lines.js';
import { perhapsLines } from '../render/perhaps-lines.js';
import { simulationNotice } from '../render/step-header.js';
import { systemPicture } from '../render/system-picture.js';
import { findSandbox } from '../sandbox-process.js';

/** `boyacky-lab status`: where you are, what exists, what runs on this machine, what it costs. */
export async function status(options: ExistingOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const open = openFolder(requireWorkspace(options.workspace ?? process.cwd()), options, { changes: false });
  const terminal = createTerminal({ language: open.settings.language, plain: options.plain, ask: false });
  const row = (label: Text, value: string) => terminal.show(`${terminal.t(label)}: ${value}`);
  row({ ja: 'フォルダー', en: 'folder' }, open.workspace.root);
  row({ ja: '対象', en: 'target' }, `${open.settings.target}, ${open.settings.region}`);
  row({ ja: 'エンジン', en: 'engine' }, open.settings.engine);
  const limit = expiryRow(open.progress.state.expiresAt, systemClock.now());
  if (limit !== undefined) row({ ja: '時間の制限', en: 'time limit' }, terminal.t(limit));
  showSandbox(open, terminal);
  await showContainers(open, terminal, signal);
  let seen: Seen | undefined;
  try {
    await withSession(options, signal, { changes: false }, async (session, inner) => {
      const { done, open: step } = await standing(session);
      row({ ja: '進み具合', en: 'progress' }, inner.t({ ja: `${session.course.steps.length} ステップのうち ${done}`, en: `${done} of ${session.course.steps.length} steps` }));
      const ways = tallyWords(tallyOf(session.course.steps.map(({ id }) => id), (id) => session.progress.way(id)));
      if (ways.en !== '') row({ ja: 'やり方', en: 'how' }, inner.t(ways));
      row({ ja: '次のステップ', en: 'open step' }, `${step.id} — ${step.text[inner.language].title}`);
      const picture = systemPicture(await lookAtSystem(session.context), { language: inner.language, width: inner.width, plain: inner.readAloud, target: simulationNotice(session.context) });
      for (const line of ['', ...picture, '']) inner.show(line);
      const app = session.context.app.running();
      seen = await lookAround(session);
      if (app !== undefined) row({ ja: '手元のアプリ', en: 'local app' }, `http://localhost:${app.port} (pid ${app.pid})`);
    });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'sandbox-not-running') throw error;
    row({ ja: '次に', en: 'next' }, asTyped(error.in(terminal.language).next ?? ''));
  }
  showResources(open, seen, terminal);
  return ExitCode.done;
}

function showSandbox({ workspace }: OpenWorkspace, terminal: Terminal): void {
  const sandbox = findSandbox(workspace.files.sandboxDir);
  const text = sandbox === undefined ? terminal.t({ ja: '止まっています', en: 'not running' }) : `${sandbox.url} (pid ${sandbox.pid}, ${sandbox.engine}, ${sandbox.pace})`;
  terminal.show(`${terminal.t({ ja: 'サンドボックス', en: 'sandbox' })}: ${text}`);
}

/** Also when the sandbox is down: containers of tasks outlive one that was killed. */
async function showContainers(open: OpenWorkspace, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const engine = await findEngine(open, signal).catch((error: unknown) => {
    terminal.show(`${terminal.t({ ja: 'コンテナ', en: 'containers' })}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  });
  for (const { name, state, image } of (await engine?.listContainers({ label: imageLabel })) ?? []) {
    terminal.show(`${terminal.t({ ja: 'コンテナ', en: 'container' })}: ${name} (${state}, ${image})`);
  }
}

/** What the account and the engine have that the ledger may not know of. */
interface Seen {
  readonly claims: Claims;
  readonly perhapsYours: readonly PerhapsYours[];
}

async function lookAround({ context }: Session): Promise<Seen> {
  const claims = await findClaims(context);
  return { claims, perhapsYours: await findPerhapsYours(context, claims, [], { exactToo: false, groups: await findTargetGroups(claims.resources, context) }) };
}

/** By the ledger, and by what has our tags: a slip of the keyboard makes things that are on no ledger, and cost as much. */
function showResources(workspace: OpenWorkspace, seen: Seen | undefined, terminal: Terminal): void {
  const { ledger, settings } = workspace;
  const onLedger = ledger.open();
  const byTag = (seen?.claims.resources ?? []).filter(({ kind, id }) => !onLedger.some((line) => line.kind === kind && line.id === id));
  const open = [...onLedger, ...byTag.map(({ kind, id }) => ({ kind, id, event: 'created' as const }))];
  const doubt = seen === undefined ? terminal.t({ ja: '（台帳だけで数えました。アカウントの中は見ていません）', en: ' (by the ledger alone: the account was not looked at)' }) : '';
  terminal.show(`${terminal.t({ ja: '作ったもの', en: 'made and not yet deleted' })}: ${open.length}${doubt}`);
  for (const { kind, id, event } of onLedger) terminal.show(`  ${kind.padEnd(15)} ${id}${event === 'planned' ? ' (planned)' : ''}`);
  if (byTag.length > 0) terminal.show(terminal.t({ ja: '台帳にはないが、このワークショップのタグかラベルが付いているもの（boyacky-lab cleanup で消えます）:', en: "On no ledger, and with the workshop's tags or labels (boyacky-lab cleanup deletes them):" }));
  for (const { kind, id } of byTag) terminal.show(`  ${kind.padEnd(15)} ${id}`);
  const { strays = [], unsearched = [] } = seen?.claims ?? {};
  for (const { kind, id, reason } of strays) terminal.show(`  ${kind.padEnd(15)} ${id} — ${terminal.t(reason)}`);
  for (const { kind, id, reason } of unsearched) terminal.show(terminal.t({ ja: `探せませんでした: ${kind} ${id} — ${reason.ja}`, en: `Could not be searched: ${kind} ${id} — ${reason.en}` }));
  for (const line of perhapsLines(seen?.perhapsYours ?? [], terminal)) terminal.show(line);
  terminal.show(terminal.t(costNow({ lines: ledger.lines(), earlier: archivedHere(workspace) }, open, { kind: settings.target, region: settings.region }, systemClock.now())));
}
