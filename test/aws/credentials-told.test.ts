import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AwsFailure } from '../../src/aws/aws-failure.js';
import { createAws } from '../../src/aws/aws.js';
import { translateError } from '../../src/aws/translate-error.js';
import { diagnoseAwsFailure } from '../../src/workshop/diagnosis/diagnose-aws-failure.js';
import { setClock } from '../../src/workshop/diagnosis/set-clock.js';
import { makeTempDir } from '../support/temp-dir.js';

beforeEach(() => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'HTTPS_PROXY', 'https_proxy', 'AWS_CA_BUNDLE']) vi.stubEnv(name, '');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('HOME', makeTempDir());
});
afterEach(() => vi.unstubAllEnvs());

/** Asks as the profile `p`, of which the configuration says this; nobody listens where AWS would be. */
async function failureWith(settings: string): Promise<AwsFailure> {
  const dir = makeTempDir();
  writeFileSync(join(dir, 'config'), `[profile p]\n${settings}\n\n[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = x\n\n[sso-session corp]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-1\n`);
  vi.stubEnv('AWS_CONFIG_FILE', join(dir, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(dir, 'credentials'));
  return await createAws({ region: 'ap-northeast-1', endpoint: 'http://127.0.0.1:9', profile: 'p' }).account.caller().then(
    () => expect.fail('there are no keys'),
    (error: unknown) => error as AwsFailure,
  );
}

const sso = 'sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = lab';

describe('credentials that cannot be had', () => {
  it.each([
    ['a role that asks for MFA', 'role_arn = arn:aws:iam::123456789012:role/lab\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me', 'mfa', 'aws configure export-credentials --profile p --format env', /MFA/],
    ['a program that is not there', 'credential_process = no-such-vault-of-mine exec p --json', 'process-failed', 'aws configure get credential_process --profile p', /not found/],
    ['a program that prints rubbish', 'credential_process = echo hello', 'process-failed', 'aws configure get credential_process --profile p', /invalid JSON/],
    ['a session of IAM Identity Center that is over', sso, 'expired', 'aws sso login --profile p', /sso login/],
    ['a login of aws login that is over', 'login_session = arn:aws:iam::123456789012:user/me', 'login-over', 'aws login --profile p', /token/],
    ['a web identity without its token', 'role_arn = arn:aws:iam::123456789012:role/lab\nweb_identity_token_file = /nowhere/token', 'web-identity', 'env | grep AWS_', /no such file/],
    ['nothing at all', 'region = ap-northeast-1', 'no-credentials', 'aws configure --profile p', /any providers/],
  ] as const)('%s: what to type names the profile', async (_, settings, kind, toType, words) => {
    const failure = await failureWith(settings);
    expect(failure).toMatchObject({ kind, profile: 'p' });
    const { fix, means, quote } = diagnoseAwsFailure(failure);
    expect([fix.ja, fix.en].every((text) => text.includes(toType)), fix.en).toBe(true);
    expect(`${quote} ${means.en}`).toMatch(words);
    expect(`${fix.ja}${fix.en}`).not.toContain('{profile}');
  });

  it('does not repeat the command line of the program, which may hold a secret', async () => {
    expect((await failureWith('credential_process = no-such-vault-of-mine --token s3cret')).message).not.toMatch(/s3cret/);
  });

  it.each([
    ['TokenProviderError', "Profile 'p' is missing required property 'sso_session'.", 'no-credentials'],
    ['TokenProviderError', 'Token is expired. To refresh this SSO session run \'aws sso login\' with the corresponding profile.', 'expired'],
    ['CredentialsProviderError', 'UnauthorizedException: Session token not found or invalid', 'expired'],
    ['CredentialsProviderError', 'Error: self-signed certificate in certificate chain', 'certificate'],
    ['InvalidIdentityToken', 'No OpenIDConnect provider found in your account', 'web-identity'],
    ['OptInRequired', 'You are not subscribed to this service.', 'account-not-ready'],
    ['SubscriptionRequiredException', 'The AWS Access Key Id needs a subscription for the service', 'account-not-ready'],
    ['PendingVerification', 'Your request for accessing resources in this region is being validated', 'account-not-ready'],
    ['OperationNotPermittedException', 'This AWS account currently does not support creating load balancers. For more information, please contact AWS Support.', 'account-not-ready'],
    ['BlockedException', 'Your account is currently blocked.', 'account-not-ready'],
    ['Blocked', 'This account is currently blocked and not recognized as a valid account.', 'account-not-ready'],
  ])('%s: %s', (name, message, kind) => {
    expect(translateError(Object.assign(new Error(message), { name }), 'sts:GetCallerIdentity').kind).toBe(kind);
  });

  it('no profile, no flag; a name with a blank stands in quotes', () => {
    const told = (profile?: string) => diagnoseAwsFailure({ kind: 'expired', operation: 'x', code: 'x', message: 'x', profile }).fix.en;
    expect(told()).toContain('aws sso login (or');
    expect(told('my office')).toContain("aws sso login --profile 'my office' (or");
  });
});

describe('a clock that is wrong', () => {
  it('is known after an answer of AWS, whose time it is', async () => {
    const server = createServer((_, response) => response.writeHead(200, { date: new Date(Date.now() + 7_200_000).toUTCString(), 'content-type': 'text/xml' }).end('<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void (server.closeAllConnections(), server.close()));
    const { account } = createAws({ region: 'ap-northeast-1', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' } });
    expect(await account.clockOffset()).toBe(0);
    await account.caller();
    expect(Math.round((await account.clockOffset()) / 60_000)).toBe(120);
  });

  it('is set in each system’s own way; in WSL no time service helps', () => {
    expect(setClock('linux', '6.1.0-amd64').en).toContain('timedatectl');
    expect(setClock('linux', '5.15.167.4-microsoft-standard-WSL2').en).toMatch(/hwclock -s.*wsl --shutdown/);
    expect(setClock('darwin', '24.0.0').en).toContain('sntp');
  });

  it('EC2 says the same of it as of a wrong key: both are named', () => {
    expect(diagnoseAwsFailure({ kind: 'invalid-credentials', operation: 'ec2:DescribeVpcs', code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' }).fix.en).toMatch(/get-caller-identity.*date -u/);
  });
});
