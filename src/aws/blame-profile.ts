import { getProfileName, loadSharedConfigFiles } from '@smithy/core/config';
import { AwsFailure } from './aws-failure.js';

/**
 * The SDK asks each of its sources of keys in turn, and at the end says no more than that none had any. Where a profile
 * was named (by the flag or by AWS_PROFILE) and no file knows it, that is the reason.
 */
export async function blameProfile(error: unknown, { profile }: { readonly profile?: string }): Promise<unknown> {
  if (!(error instanceof AwsFailure) || error.kind !== 'no-credentials') return error;
  const name = getProfileName({ profile });
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (name === 'default' || name in configFile || name in credentialsFile) return error;
  return new AwsFailure('wrong-profile', error.operation, error.code, `The profile ${name} is neither in ~/.aws/config nor in ~/.aws/credentials`, error.cause);
}
