import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccountDoor } from '../../src/aws/account.js';
import { translateError } from '../../src/aws/translate-error.js';
import { diagnoseAwsFailure } from '../../src/workshop/diagnosis/diagnose-aws-failure.js';

const error = (name: string, message = 'x', more: object = {}) => Object.assign(new Error(message), { name }, more);

describe('what AWS, or the way to it, refused', () => {
  it.each<[string, Error, string]>([
    ['no credentials', error('CredentialsProviderError', 'Could not load credentials from any providers'), 'no-credentials'],
    ['a profile that is not there', error('CredentialsProviderError', 'Could not resolve credentials using profile: [hanako] in configuration/credentials file(s).'), 'wrong-profile'],
    ['an SSO session that is over', error('CredentialsProviderError', 'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login'), 'expired'],
    ['an expired token', error('ExpiredTokenException'), 'expired'],
    ['the same of EC2', error('RequestExpired', 'Request has expired.'), 'expired'],
    ['a wrong key', error('UnrecognizedClientException'), 'invalid-credentials'],
    ['a wrong clock, in the words of the JSON services', error('InvalidSignatureException', 'Signature expired: 20261127T000000Z is now earlier than 20261127T010000Z'), 'clock-skew'],
    ['a clock that is ahead', error('SignatureDoesNotMatch', 'Signature not yet current: 20261127T020000Z is still later than 20261127T010000Z'), 'clock-skew'],
    ['a region that is missing', error('Error', 'Region is missing'), 'no-region'],
    ['a permission', error('AccessDeniedException'), 'denied'],
    ['too many calls', error('ThrottlingException'), 'throttled'],
    ['too many VPCs', error('VpcLimitExceeded'), 'quota'],
    ['too many load balancers', error('TooManyLoadBalancers'), 'quota'],
    ['a quota of ECS', error('ServiceQuotaExceededException'), 'quota'],
    ['an error of AWS', error('SomethingNew', 'x', { $metadata: { httpStatusCode: 503 } }), 'server-error'],
    ['no network', error('Error', 'getaddrinfo ENOTFOUND ecs.ap-northeast-1.amazonaws.com', { code: 'ENOTFOUND' }), 'no-network'],
    ['nothing that listens', error('AggregateError', '', { errors: [{ code: 'ECONNREFUSED' }] }), 'unreachable'],
    ['a proxy', error('Error', 'x', { $metadata: { httpStatusCode: 407 } }), 'proxy'],
    ['a name that is taken', error('RepositoryAlreadyExistsException'), 'already-exists'],
    ['the name of a service that is taken', error('InvalidParameterException', 'Creation of service was not idempotent.'), 'already-exists'],
    ['something else', error('InvalidParameterException'), 'other'],
  ])('%s', (_, thrown, kind) => {
    const failure = translateError(thrown, 'ecs:CreateCluster');
    expect(failure.kind).toBe(kind);
    const { means, fix, quote } = diagnoseAwsFailure(failure);
    for (const language of ['ja', 'en'] as const) expect([means[language], fix[language]].every((text) => text.length > 5)).toBe(true);
    expect(quote).toContain('ecs:CreateCluster');
  });

  it('names the action that is missing, as AWS names it, else by the operation', () => {
    const said = translateError(error('AccessDeniedException', 'User: arn:aws:iam::1:user/x is not authorized to perform: iam:PassRole on resource: y'), 'ecs:CreateService');
    expect(diagnoseAwsFailure(said).means.en).toContain('iam:PassRole');
    expect(diagnoseAwsFailure(translateError(error('AccessDenied'), 'ecs:CreateService')).means.en).toContain('ecs:CreateService');
  });

  it('comes to an end where nobody ever answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void (silent.closeAllConnections(), silent.close()));
    const { port } = silent.address() as AddressInfo;
    const requestHandler = { connectionTimeout: 200, requestTimeout: 200, throwOnRequestTimeout: true };
    const door = createAccountDoor({ region: 'ap-northeast-1', endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' }, requestHandler });
    await expect(door.caller()).rejects.toMatchObject({ kind: 'unreachable', operation: 'sts:GetCallerIdentity' });
  });
});
