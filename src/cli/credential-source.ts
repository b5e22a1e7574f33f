import type { ClientConfig } from '../aws/sender.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where credentials come from: keys, or a profile, or, with neither, wherever the SDK finds some. */
export type CredentialSource = Pick<ClientConfig, 'profile' | 'credentials'>;

/**
 * The one source that the AWS CLI takes: a profile that was asked for by name (--profile), then keys in the environment, then
 * AWS_PROFILE, then AWS_DEFAULT_PROFILE. The SDK's own order is another one, and whoever typed a command beside us would
 * work in another account than we do. Tried with `aws configure list` of AWS CLI 2.
 */
export function credentialSource(named: string | undefined, env: Environment): CredentialSource {
  if (named !== undefined) return { profile: named };
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = env;
  if (!accessKeyId || !secretAccessKey) return { profile: env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || undefined };
  const expires = Date.parse(env.AWS_CREDENTIAL_EXPIRATION ?? '');
  return {
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken ? { sessionToken } : {}),
      ...(Number.isNaN(expires) ? {} : { expiration: new Date(expires) }),
    },
  };
}

/** What changes in an environment so that every client takes this source and no other. undefined: it must not be there. */
export function onlyThisSource({ profile, credentials }: CredentialSource): Readonly<Record<string, string | undefined>> {
  if (credentials !== undefined) return { AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined };
  if (profile === undefined) return {};
  return {
    AWS_PROFILE: profile,
    AWS_DEFAULT_PROFILE: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_CREDENTIAL_EXPIRATION: undefined,
  };
}
