import type { EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import type { StepContext } from '../../types.js';

/** The token goes from ECR to the engine's standard input: it is neither shown nor kept here. */
export async function logIn({ aws, engine, ledger }: StepContext): Promise<void> {
  const login = await aws.repositories.login();
  await ledger.record({ kind: 'registry-login', id: login.registry }, () => engine.login(login));
}

/** Logs in where the registry of this image does not know us: the login is missing, was removed, or has expired. */
export async function ensureLoggedIn(context: StepContext, reference: string): Promise<void> {
  if (!(await context.engine.isLoggedIn(reference.split('/')[0] ?? '', context.signal))) await logIn(context);
}

/** `docker push`; logs in again where the login is missing or has expired (after twelve hours). */
export async function pushLoggedIn(context: StepContext, reference: string): Promise<{ readonly digest: string }> {
  const { engine, say, signal } = context;
  await ensureLoggedIn(context, reference);
  try {
    return await engine.push(reference, { onOutput: say, signal });
  } catch (error) {
    // It may have expired in between.
    if (!isNamed<EngineError>(error, 'EngineError') || !['not-logged-in', 'token-expired'].includes(error.code)) throw error;
    await logIn(context);
    return engine.push(reference, { onOutput: say, signal });
  }
}
