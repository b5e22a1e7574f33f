import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { authoritiesWith } from '../shared/certificates.js';
import { AwsFailure } from './aws-failure.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CaBundle {
  /** Who names it, as the learner would look for it: "AWS_CA_BUNDLE", or "ca_bundle" of a profile. */
  readonly from: string;
  readonly file: string;
}

/**
 * The file of certificates that the AWS CLI trusts: AWS_CA_BUNDLE, else ca_bundle of the profile. The SDK by itself knows
 * neither. undefined: there is none.
 */
export function findCaBundle(profile: string | undefined, env: Environment = process.env): CaBundle | undefined {
  if (env.AWS_CA_BUNDLE) return { from: 'AWS_CA_BUNDLE', file: env.AWS_CA_BUNDLE };
  const name = profile || env.AWS_PROFILE || 'default';
  const file = readSetting(env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'), name, 'ca_bundle');
  return file === undefined ? undefined : { from: `ca_bundle of the profile ${name}`, file };
}

/** Authorities for connections to AWS; undefined: those that Node trusts by itself. @throws AwsFailure, when the bundle cannot be read. */
export function trustedAuthorities(profile: string | undefined, env: Environment = process.env): string[] | undefined {
  const bundle = findCaBundle(profile, env);
  if (bundle === undefined) return undefined;
  try {
    return authoritiesWith(bundle.file, env);
  } catch (error) {
    const { code = 'Error', message } = error as NodeJS.ErrnoException;
    throw new AwsFailure('certificate-file', bundle.from, code, message, error);
  }
}

/** One setting of a section of ~/.aws/config. Asynchronous as the SDK's own reader is, it would come too late for its clients. */
function readSetting(file: string, profile: string, key: string): string | undefined {
  const header = profile === 'default' ? /^\[\s*(?:profile\s+)?default\s*\]/ : new RegExp(`^\\[\\s*profile\\s+["']?${escape(profile)}["']?\\s*\\]`);
  let inside = false;
  for (const line of readLines(file)) {
    if (line.startsWith('[')) inside = header.test(line);
    const value = inside ? new RegExp(`^${key}\\s*=\\s*(.+)$`).exec(line)?.[1] : undefined;
    if (value !== undefined) return value.trim();
  }
  return undefined;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
