import { UserError } from '../../../shared/user-error.js';
import { appPort } from '../../names.js';
import type { StepContext } from '../../types.js';
import { openLocalPage } from './local-address.js';
import { portTakenError } from './port-taken.js';

export const localAppResource = { kind: 'local-app', id: `localhost:${appPort}` } as const;

const startUpMs = 30_000;

/**
 * Boyacky as a process on port 8080, talking to the target's table; does nothing when Boyacky answers there.
 * Throws `UserError` "port-taken" when the port belongs to something else.
 */
export async function startLocalApp(context: StepContext): Promise<void> {
  const { app, ledger, target, workspace } = context;
  const answer = await openLocalPage(context, appPort);
  if (answer.who === 'stranger') throw portTakenError(appPort);
  if (answer.who === 'boyacky' || app.running() !== undefined) return;
  await ledger.record(localAppResource, () => app.start(workspace.appDir, { port: appPort, env: target.environment }));
}

/** As `startLocalApp`, and waits until the page answers. */
export async function ensureLocalApp(context: StepContext): Promise<void> {
  const { app, clock, signal } = context;
  await startLocalApp(context);
  const deadline = clock.now() + startUpMs;
  while ((await openLocalPage(context, appPort)).who !== 'boyacky') {
    if (isPortTaken(app.output())) throw portTakenError(appPort);
    if (app.running() === undefined || clock.now() > deadline) {
      throw new UserError('app-did-not-start', { ja: `Boyacky がポート ${appPort} で応答しません`, en: `Boyacky does not answer on port ${appPort}` }, {
        why: lastLine(app.output()) || { ja: '起動しましたが、何も出力しませんでした。', en: 'It was started and printed nothing.' },
        next: { ja: 'cd boyacky && npm start   （boyacky-lab shell の中で。何と言っているかがわかります）', en: 'cd boyacky && npm start   (in boyacky-lab shell, to see what it says)' },
      });
    }
    await clock.sleep(200, signal);
  }
}

export async function stopLocalApp({ app, ledger }: StepContext): Promise<void> {
  await app.stop();
  ledger.deleted(localAppResource);
}

export function isPortTaken(output: string): boolean {
  return /EADDRINUSE|already in use/.test(output);
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
