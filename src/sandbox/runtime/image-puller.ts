import type { GetAuthorizationTokenCommandOutput } from '@aws-sdk/client-ecr';
import type { ContainerEngine } from '../../containers/engine.js';
import { EngineError } from '../../containers/engine.js';
import { registryHost, type SandboxContext } from '../context.js';
import { refusalOf } from './check-role-permission.js';
import { isEcrReference } from './ecr-image.js';
import { resolveImage } from './resolve-image.js';
import { StartFailure, startFailureText } from './start-failure.js';
import type { ContainerSpec, TaskSpec } from './task-runtime.js';

export interface PulledImage {
  readonly pullReference: string;
  readonly digest: string | undefined;
  /** Built for another CPU than the task's: it starts and fails at once. */
  readonly wrongArchitecture: boolean;
  /** What the image starts. */
  readonly program: string | undefined;
}

const loginAgainMs = 6 * 3600 * 1000;

/** Brings a container's image onto this machine. Throws StartFailure. */
export type PullImage = (task: TaskSpec, container: ContainerSpec, signal: AbortSignal) => Promise<PulledImage>;

export function createImagePuller(context: SandboxContext, engine: ContainerEngine): PullImage {
  let loggedInAt: number | undefined;
  let login: Promise<void> | undefined;

  const logIn = async (): Promise<void> => {
    const answer = await context.call<object, GetAuthorizationTokenCommandOutput>('ecr', 'GetAuthorizationToken', {});
    const token = Buffer.from(answer.authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
    const colon = token.indexOf(':');
    await engine.login({ registry: registryHost(context.endpoint), username: token.slice(0, colon), password: token.slice(colon + 1) });
    loggedInAt = context.clock.now();
  };
  // One at a time: two logins at once would write the same credentials file.
  const ensureLogin = (): Promise<void> => {
    if (loggedInAt !== undefined && context.clock.now() - loggedInAt < loginAgainMs) return Promise.resolve();
    return (login ??= logIn().finally(() => (login = undefined)));
  };

  const pullFromEcr = async (reference: string, signal: AbortSignal): Promise<void> => {
    await ensureLogin();
    try {
      await engine.pull(reference, { signal });
    } catch (error) {
      // The learner may have logged out, or in with a token that has expired since.
      if (!(error instanceof EngineError) || !['not-logged-in', 'token-expired', 'denied', 'registry-unreachable'].includes(error.code)) throw error;
      // A relay of ours may have gone with the daemon's machine.
      if (error.code === 'registry-unreachable') await context.findRegistryWay?.();
      loggedInAt = undefined;
      await ensureLogin();
      await engine.pull(reference, { signal });
    }
  };

  return async (task, container, signal) => {
    const { image, name } = container;
    if (isEcrReference(image, context)) await checkExecutionRole(context, task, name);
    const { pullReference, digest, isIndex } = await resolveImage(context, image, container.imageDigest, name);
    try {
      if (digest === undefined) await pullUnlessHere(engine, pullReference, signal);
      else await pullFromEcr(pullReference, signal);
    } catch (error) {
      throw asStartFailure(error, image, name, task.architecture);
    }
    const pulled = await engine.inspectImage(pullReference);
    const wrongArchitecture = pulled !== undefined && pulled.architecture !== '' && pulled.architecture !== task.architecture;
    if (wrongArchitecture && isIndex) throw new StartFailure(startFailureText.platformMissing(task.architecture), name);
    return { pullReference, digest, wrongArchitecture, program: pulled?.config.entrypoint[0] ?? pulled?.config.cmd[0] };
  };
}

async function checkExecutionRole(context: SandboxContext, task: TaskSpec, container: string): Promise<void> {
  if (task.executionRoleArn === undefined) return;
  const refusal = await refusalOf(context, task.executionRoleArn, task.taskId, 'ecr:GetAuthorizationToken', '*');
  if (!refusal) return;
  const error = `operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: ${crypto.randomUUID()}, api error AccessDeniedException: ${refusal}`;
  throw new StartFailure(startFailureText.registryAuth(error), container);
}

/** An image of a registry that cannot be reached may still have been built or loaded here. */
async function pullUnlessHere(engine: ContainerEngine, reference: string, signal: AbortSignal): Promise<void> {
  try {
    await engine.pull(reference, { signal });
  } catch (error) {
    if ((await engine.inspectImage(reference)) === undefined) throw error;
  }
}

function asStartFailure(error: unknown, image: string, container: string, architecture: string): unknown {
  if (!(error instanceof EngineError)) return error;
  if (/no matching manifest/.test(error.message)) return new StartFailure(startFailureText.platformMissing(architecture), container);
  switch (error.code) {
    case 'image-not-found':
    case 'repository-not-found':
      return new StartFailure(startFailureText.imageNotFound(image), container);
    case 'denied':
    case 'not-logged-in':
      return new StartFailure(startFailureText.pullDenied(image, error.message), container);
    case 'registry-unreachable':
    case 'no-network':
    case 'proxy':
      return new StartFailure(startFailureText.registryUnreachable(image, error.message), container);
    default:
      return new StartFailure(startFailureText.pullFailed(image, error.message), container);
  }
}
