import type { Repository } from '../../../aws/repositories.js';
import type { EngineError } from '../../../containers/engine.js';
import { isNamed } from '../../explain-failure.js';
import type { StepContext } from '../../types.js';

/** A tag that nobody pushes. */
const unknownTag = 'no-such-tag';

/**
 * Whether the registry knows us, without changing anything: asked for a tag that is not there, it says "not found"
 * to those who are logged in, and "who are you?" to the others. undefined: logged in; else the registry's words.
 */
export async function askWhoWeAre({ engine, signal }: StepContext, { uri }: Repository): Promise<string | undefined> {
  try {
    await engine.pull(`${uri}:${unknownTag}`, { signal });
    return undefined;
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError')) throw error;
    if (error.code === 'image-not-found' || error.code === 'repository-not-found') return undefined;
    // IAM knows who asks: they are logged in, and may push but not pull.
    if (/is not authorized to perform/.test(error.message)) return undefined;
    if (isRefusedLogin(error)) return error.message;
    throw error;
  }
}

/** The token goes from ECR to the engine's standard input: it is neither shown nor kept here. */
export async function logIn({ aws, engine, ledger }: StepContext): Promise<void> {
  const login = await aws.repositories.login();
  await ledger.record({ kind: 'registry-login', id: login.registry }, () => engine.login(login));
}

/** `docker push`; logs in again where the login is missing or has expired (after twelve hours). */
export async function pushLoggedIn(context: StepContext, reference: string): Promise<{ readonly digest: string }> {
  const { engine, say, signal } = context;
  try {
    return await engine.push(reference, { onOutput: say, signal });
  } catch (error) {
    if (!isNamed<EngineError>(error, 'EngineError') || !['not-logged-in', 'token-expired'].includes(error.code)) throw error;
    await logIn(context);
    return engine.push(reference, { onOutput: say, signal });
  }
}

function isRefusedLogin({ code }: EngineError): boolean {
  return code === 'not-logged-in' || code === 'token-expired' || code === 'denied';
}
