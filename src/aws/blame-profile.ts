import { getProfileName, loadSharedConfigFiles } from '@smithy/core/config';
import { AwsFailure } from './aws-failure.js';
import { translateError } from './translate-error.js';

/** What the SDK remarks while it looks for credentials; each source that has none says why. */
export interface Remarks {
  readonly lines: readonly string[];
  readonly logger: Record<'trace' | 'debug' | 'info' | 'warn' | 'error', (line: unknown) => void>;
}

export function collectRemarks(): Remarks {
  const lines: string[] = [];
  const ignore = () => undefined;
  return { lines, logger: { trace: ignore, debug: (line) => void lines.push(String(line)), info: ignore, warn: ignore, error: ignore } };
}

/**
 * The SDK asks each of its sources of keys in turn, and at the end says no more than that none had any. Where a profile
 * was named (by the flag or by AWS_PROFILE) and no file knows it, that is the reason; else the program that the profile
 * names for fetching keys, if that one failed.
 */
export async function blameProfile(error: unknown, { profile }: { readonly profile?: string }, { lines }: Pick<Remarks, 'lines'> = { lines: [] }): Promise<unknown> {
  if (!(error instanceof AwsFailure) || error.kind !== 'no-credentials') return error;
  const name = getProfileName({ profile });
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (name !== 'default' && !(name in configFile) && !(name in credentialsFile)) {
    return new AwsFailure('wrong-profile', error.operation, error.code, `The profile ${name} is neither in ~/.aws/config nor in ~/.aws/credentials`, error.cause, profile);
  }
  const told = lines.map((line) => line.replace(/^@smithy\/property-provider \S+ /, '')).find((line) => /^Command failed|credential_process returned|credential_process did not/.test(line));
  if (told === undefined) return error;
  // The command line may hold a secret of the learner's; what it printed is the reason.
  const printed = told.split('\n').slice(1).join(' ').trim();
  const message = told.startsWith('Command failed') ? `credential_process of the profile ${name} failed: ${printed || 'it printed nothing'}` : told;
  return translateError(Object.assign(new Error(message, { cause: error.cause }), { name: 'CredentialsProviderError' }), error.operation, profile);
}
