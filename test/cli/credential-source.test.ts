import { describe, expect, it } from 'vitest';
import { credentialSource, onlyThisSource } from '../../src/cli/credential-source.js';

const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

describe('the source of credentials', () => {
  it.each([
    ['a profile by name goes before everything', 'mine', { ...keys, AWS_PROFILE: 'other' }, { profile: 'mine' }],
    ['keys go before AWS_PROFILE', undefined, { ...keys, AWS_PROFILE: 'other' }, { credentials }],
    ['a half of a pair of keys is none', undefined, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_PROFILE: 'other' }, { profile: 'other' }],
    ['AWS_PROFILE goes before AWS_DEFAULT_PROFILE', undefined, { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }, { profile: 'a' }],
    ['AWS_DEFAULT_PROFILE counts, too', undefined, { AWS_PROFILE: '', AWS_DEFAULT_PROFILE: 'b' }, { profile: 'b' }],
    ['keys of a session are handed on whole', undefined, { ...keys, AWS_SESSION_TOKEN: 'token', AWS_CREDENTIAL_EXPIRATION: '2026-12-01T00:00:00Z' }, { credentials: { ...credentials, sessionToken: 'token', expiration: new Date('2026-12-01T00:00:00Z') } }],
    ['with nothing set the SDK looks by itself', undefined, {}, { profile: undefined }],
  ])('%s', (_, named, env, source) => {
    expect(credentialSource(named, env)).toEqual(source);
  });

  it.each([
    ['mine', { ...keys, AWS_SESSION_TOKEN: 't', AWS_PROFILE: 'other', AWS_DEFAULT_PROFILE: 'b' }, { AWS_PROFILE: 'mine' }],
    [undefined, { ...keys, AWS_PROFILE: 'other', AWS_DEFAULT_PROFILE: 'b' }, keys],
    [undefined, { AWS_DEFAULT_PROFILE: 'b' }, { AWS_PROFILE: 'b' }],
    [undefined, {}, {}],
  ])('is the only one left to a client (%s, %j)', (named, env, left) => {
    const changed = Object.entries({ ...env, ...onlyThisSource(credentialSource(named, env)) }).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(changed)).toEqual(left);
  });
});
