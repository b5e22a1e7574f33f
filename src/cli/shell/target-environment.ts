import { join } from 'node:path';
import type { Target } from '../../workshop/types.js';
import { credentialSource, onlyThisSource } from '../credential-source.js';

/** undefined: this variable must not be there. */
export type EnvironmentChange = Readonly<Record<string, string | undefined>>;

export interface TargetOptions {
  readonly target: Target;
  /** The profile that was asked for, if one was. */
  readonly profile?: string;
  /** A folder of ours, where no AWS configuration lies. */
  readonly labDir: string;
}

/**
 * What changes in the learner's environment so that every client talks to the target and to nothing else. For the
 * sandbox all of the learner's own AWS settings go, the files too: a profile of theirs would mix accounts.
 */
export function targetEnvironment({ target, profile, labDir }: TargetOptions, outside: Readonly<Record<string, string | undefined>>): EnvironmentChange {
  const common = { ...target.environment, AWS_PAGER: '', ...aroundProxy(outside) };
  if (target.kind === 'sandbox') {
    const theirs = Object.keys(outside).filter((name) => /^AWS_/.test(name) && name !== 'AWS_CA_BUNDLE');
    return {
      ...Object.fromEntries([...theirs, ...alwaysUnset].map((name) => [name, undefined])),
      ...common,
      AWS_CONFIG_FILE: join(labDir, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(labDir, 'no-aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }
  return { ...common, ...onlyThisSource(credentialSource(profile, outside)) };
}

/** The sandbox and the containers are on this machine: the AWS CLI and curl would look for them behind the learner's proxy. */
function aroundProxy(outside: Readonly<Record<string, string | undefined>>): EnvironmentChange {
  if (!Object.keys(outside).some((name) => /^(http|https|all)_proxy$/i.test(name))) return {};
  const theirs = (outside['no_proxy'] ?? outside['NO_PROXY'] ?? '').split(',').filter((host) => host !== '');
  const direct = [...new Set([...theirs, '127.0.0.1', 'localhost'])].join(',');
  return { NO_PROXY: direct, no_proxy: direct };
}

/** What a start file of the learner's shell could bring in later. */
const alwaysUnset = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];
