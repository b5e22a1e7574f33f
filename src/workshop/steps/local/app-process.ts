import { UserError } from '../../../shared/user-error.js';
import type { StepContext } from '../../types.js';
import { openLocalPage } from './local-address.js';
import { portTakenError } from './port-taken.js';

const startUpMs = 30_000;

/**
 * Boyacky as a process of this machine, talking to the target's table; does nothing when Boyacky answers there.
 * Throws `UserError` "port-taken" when the port belongs to something else.
 */
export async function startLocalApp(context: StepContext): Promise<void> {
  const { app, ledger, ports, target, workspace } = context;
  const answer = await openLocalPage(context, context.ports.app);
  if (answer.who === 'stranger') throw portTakenError(context.ports.app, context.ports);
  if (answer.who === 'boyacky' || app.running() !== undefined) return;
  const resource = { kind: 'local-app', id: `localhost:${ports.app}` } as const;
  await ledger.record(resource, () => app.start(workspace.appDir, { port: ports.app, env: target.environment }));
}

/** As `startLocalApp`, and waits until the page answers. */
export async function ensureLocalApp(context: StepContext): Promise<void> {
  const { app, clock, signal } = context;
  await startLocalApp(context);
  const deadline = clock.now() + startUpMs;
  while ((await openLocalPage(context, context.ports.app)).who !== 'boyacky') {
    if (isPortTaken(app.output())) throw portTakenError(context.ports.app, context.ports);
    if (app.running() === undefined || clock.now() > deadline) {
      throw new UserError('app-did-not-start', { ja: `Boyacky がポート ${context.ports.app} で応答しません`, en: `Boyacky does not answer on port ${context.ports.app}` }, {
        why: lastLine(app.output()) || { ja: '起動しましたが、何も出力しませんでした。', en: 'It was started and printed nothing.' },
        next: { ja: 'cd boyacky && npm start   （boyacky-lab shell の中で。何と言っているかがわかります）', en: 'cd boyacky && npm start   (in boyacky-lab shell, to see what it says)' },
      });
    }
    await clock.sleep(200, signal);
  }
}

export async function stopLocalApp({ app, ledger }: StepContext): Promise<void> {
  await app.stop();
  for (const { kind, id } of ledger.open()) if (kind === 'local-app') ledger.deleted({ kind, id });
}

export function isPortTaken(output: string): boolean {
  return /EADDRINUSE|already in use/.test(output);
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
