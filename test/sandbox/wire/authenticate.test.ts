import { describe, expect, it } from 'vitest';
import { createCredentials } from '../../../src/sandbox/identity/credentials.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { authenticate } from '../../../src/sandbox/wire/authenticate.js';
import type { Protocol } from '../../../src/sandbox/wire/service-catalogue.js';
import type { SignedRequest } from '../../../src/sandbox/wire/verify-signature.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { signedPost, type Signing } from './sign.js';

const minuteMs = 60_000;
const clock = createVirtualClock();
const credentials = createCredentials(openJournalStore(), clock, '123456789012');
const session = credentials.issueForRole({ roleName: 'app', roleId: 'AROA', accountId: '123456789012' }, 'task', 3600);
const ended = credentials.issueForRole({ roleName: 'app', roleId: 'AROA', accountId: '123456789012' }, 'old', 900);
await clock.pass(900_000);

const { owner } = credentials;
const by = (key: Pick<Signing, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>, change: Partial<Signing> = {}) => signedPost({ ...key, at: clock.now(), ...change });
const without = (request: SignedRequest, header: string): SignedRequest => ({ ...request, headers: { ...request.headers, [header]: undefined } });

const refused: Readonly<Record<string, { readonly request: SignedRequest; readonly json: string; readonly query: string; readonly ec2: string; readonly says: RegExp }>> = {
  'no signature': { request: without(by(owner), 'authorization'), json: '400 MissingAuthenticationTokenException', query: '403 MissingAuthenticationToken', ec2: '401 AuthFailure', says: /Missing Authentication Token|is missing Authentication Token/ },
  'two signatures': { request: { ...by(owner), headers: { authorization: ['a', 'b'] } }, json: '400 MissingAuthenticationTokenException', query: '403 MissingAuthenticationToken', ec2: '401 AuthFailure', says: /issing Authentication Token/ },
  'a key of nobody': { request: by({ ...owner, accessKeyId: 'AKIANOBODY' }), json: '400 UnrecognizedClientException', query: '403 InvalidClientTokenId', ec2: '401 AuthFailure', says: /^(The security token included in the request is invalid\.|AWS was not able to validate the provided access credentials)$/ },
  'a signature that is none': { request: { ...by(owner), headers: { ...by(owner).headers, authorization: 'Basic x' } }, json: '400 UnrecognizedClientException', query: '403 InvalidClientTokenId', ec2: '401 AuthFailure', says: /is invalid\.$|was not able to validate/ },
  'a session without its token': { request: by({ ...session, sessionToken: undefined }), json: '400 UnrecognizedClientException', query: '403 InvalidClientTokenId', ec2: '401 AuthFailure', says: /is invalid\.$|was not able to validate/ },
  'a session with the token of another': { request: by({ ...session, sessionToken: ended.sessionToken }), json: '400 UnrecognizedClientException', query: '403 InvalidClientTokenId', ec2: '401 AuthFailure', says: /is invalid\.$|was not able to validate/ },
  'a session that has ended': { request: by(ended), json: '400 ExpiredTokenException', query: '403 ExpiredToken', ec2: '400 RequestExpired', says: /^The security token included in the request is expired$/ },
  'another secret': { request: by({ ...owner, secretAccessKey: 'x' }), json: '400 InvalidSignatureException', query: '403 SignatureDoesNotMatch', ec2: '401 AuthFailure', says: /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key and signing method\. Consult the service documentation for details\.$/ },
  'a time that is too long ago': { request: by(owner, { at: clock.now() - 16 * minuteMs }), json: '400 InvalidSignatureException', query: '403 SignatureDoesNotMatch', ec2: '400 RequestExpired', says: /^Signature expired: the time of the request is more than 15 minutes away from the time here\.$/ },
  'another region': { request: by(owner, { region: 'us-east-1' }), json: '400 InvalidSignatureException', query: '403 SignatureDoesNotMatch', ec2: '401 AuthFailure', says: /^Credential should be scoped to a valid region, not 'us-east-1'\.$/ },
};

const protocols: readonly [Protocol, 'json' | 'query' | 'ec2'][] = [
  ['awsJson1_0', 'json'],
  ['awsJson1_1', 'json'],
  ['awsQuery', 'query'],
  ['ec2Query', 'ec2'],
];

describe.each(Object.entries(refused))('a request with %s', (_, { request, says, ...codes }) => {
  it.each(protocols)('is refused in the words of %s', (protocol, family) => {
    const [status, code] = codes[family].split(' ');
    const attempt = () => authenticate(request, protocol, credentials, clock, 'ap-northeast-1');
    expect(attempt).toThrow(expect.objectContaining({ code, status: Number(status), message: expect.stringMatching(says) as string }) as Error);
  });
});

describe('a request that is right', () => {
  it('is of whoever has the key', () => {
    expect(authenticate(by(owner), 'awsJson1_1', credentials, clock, 'ap-northeast-1')).toEqual(owner.principal);
    expect(authenticate(by(session), 'awsQuery', credentials, clock, 'ap-northeast-1')).toEqual(session.principal);
  });

  it.each([
    { service: 'iam', ok: true },
    { service: 'sts', ok: true },
    { service: 'ec2', ok: false },
    { service: 'iamx', ok: false },
    { service: 'xsts', ok: false },
  ])('for $service in another region: taken is $ok', ({ service, ok }) => {
    const attempt = () => authenticate(by(owner, { region: 'us-east-1', service }), 'awsQuery', credentials, clock, 'ap-northeast-1');
    if (ok) expect(attempt()).toEqual(owner.principal);
    else expect(attempt).toThrow('valid region');
  });

  it('is taken for any region by a sandbox that plays none', () => {
    expect(authenticate(by(owner, { region: 'us-east-1' }), 'awsJson1_1', credentials, clock)).toEqual(owner.principal);
  });

  it('of a session is taken until the moment at which it ends', async () => {
    const own = createVirtualClock();
    const some = createCredentials(openJournalStore(), own, '1');
    const key = some.issueForRole({ roleName: 'r', roleId: 'i', accountId: '1' }, 's', 900);
    const attempt = () => authenticate(signedPost({ ...key, at: own.now() }), 'awsJson1_1', some, own);
    await own.pass(899_999);
    expect(attempt()).toEqual(key.principal);
    await own.pass(1);
    expect(attempt).toThrow('expired');
  });
});
