import type { Clock } from '../../shared/clock.js';
import { AwsError } from '../aws-error.js';
import type { Credentials } from '../identity/credentials.js';
import type { Principal } from '../identity/principal.js';
import { sameSecret } from '../identity/same-secret.js';
import type { Protocol } from './service-catalogue.js';
import { parseAuthorization, verifySignature, type SignedRequest } from './verify-signature.js';

/**
 * Who signed this request? Keys that this sandbox did not issue, expired sessions and wrong signatures are
 * refused in the words and with the codes of the protocol family. `ownRegion`: the one region that is played here.
 */
export function authenticate(request: SignedRequest, protocol: Protocol, credentials: Credentials, clock: Clock, ownRegion?: string): Principal {
  const refusal = refusals[protocol === 'awsQuery' ? 'query' : protocol === 'ec2Query' ? 'ec2' : 'json'];
  const authorization = request.headers.authorization;
  if (typeof authorization !== 'string') throw refusal.missing();
  const key = credentials.find(parseAuthorization(authorization)?.accessKeyId ?? '');
  if (key === undefined) throw refusal.unknownKey();
  if (key.sessionToken !== undefined && !sameSecret(request.headers['x-amz-security-token'], key.sessionToken)) throw refusal.unknownKey();
  if (key.expiresAt !== undefined && key.expiresAt <= clock.now()) throw refusal.expired();
  const verdict = verifySignature(request, key.secretAccessKey, clock.now());
  if (!verdict.ok) throw verdict.reason === 'expired' ? refusal.skewed() : refusal.mismatch();
  const scope = parseAuthorization(authorization);
  // IAM and STS have one endpoint for all regions; every other region of AWS has its own, which takes no other scope.
  if (ownRegion !== undefined && scope !== undefined && scope.region !== ownRegion && !/^(iam|sts)$/.test(scope.service)) throw refusal.otherRegion(scope.region);
  return key.principal;
}

const invalidToken = 'The security token included in the request is invalid.';
const expiredToken = 'The security token included in the request is expired';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const otherRegion = (region: string) => `Credential should be scoped to a valid region, not '${region}'.`;
const skewed = 'Signature expired: the time of the request is more than 15 minutes away from the time here.';

const refusals = {
  json: {
    missing: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
    unknownKey: () => new AwsError('UnrecognizedClientException', invalidToken),
    expired: () => new AwsError('ExpiredTokenException', expiredToken),
    mismatch: () => new AwsError('InvalidSignatureException', mismatch),
    skewed: () => new AwsError('InvalidSignatureException', skewed),
    otherRegion: (region: string) => new AwsError('InvalidSignatureException', otherRegion(region)),
  },
  query: {
    missing: () => new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 }),
    unknownKey: () => new AwsError('InvalidClientTokenId', invalidToken, { status: 403 }),
    expired: () => new AwsError('ExpiredToken', expiredToken, { status: 403 }),
    mismatch: () => new AwsError('SignatureDoesNotMatch', mismatch, { status: 403 }),
    skewed: () => new AwsError('SignatureDoesNotMatch', skewed, { status: 403 }),
    otherRegion: (region: string) => new AwsError('SignatureDoesNotMatch', otherRegion(region), { status: 403 }),
  },
  ec2: {
    missing: () => new AwsError('AuthFailure', 'Request is missing Authentication Token', { status: 401 }),
    unknownKey: () => new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', { status: 401 }),
    expired: () => new AwsError('RequestExpired', expiredToken),
    mismatch: () => new AwsError('AuthFailure', mismatch, { status: 401 }),
    skewed: () => new AwsError('RequestExpired', skewed),
    otherRegion: (region: string) => new AwsError('AuthFailure', otherRegion(region), { status: 401 }),
  },
} as const;
