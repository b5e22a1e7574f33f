import { systemClock } from '../shared/clock.js';
import { connect, openFolder, requireWorkspace, type Session } from './compose.js';
import { remind } from './expiry.js';
import { guardAccount } from './guard.js';
import { createTerminal, type Terminal } from './io/terminal.js';
import type { SettingFlags } from './settings.js';

export interface ExistingOptions extends SettingFlags {
  readonly workspace?: string;
  readonly plain?: boolean;
}

/** Opens the workspace that is meant, connects it, guards the account, and closes it again after `work`. */
export async function withSession<Result>(
  options: ExistingOptions,
  signal: AbortSignal,
  mode: { readonly changes: boolean },
  work: (session: Session, terminal: Terminal, caller: { readonly account: string }) => Promise<Result>,
): Promise<Result> {
  const open = openFolder(requireWorkspace(options.workspace ?? process.cwd()), options, { changes: mode.changes });
  try {
    const terminal = createTerminal({ language: open.settings.language, plain: options.plain });
    remind(terminal, open.progress.state.expiresAt, systemClock.now());
    const session = await connect(open, terminal, signal, { startSandbox: mode.changes });
    return await work(session, terminal, await guardAccount(session, { pin: mode.changes, terminal, account: options.account }));
  } finally {
    open.close();
  }
}
