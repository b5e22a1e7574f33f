import { describe, expect, it } from 'vitest';
import { createCredentials } from '../../../src/sandbox/identity/credentials.js';
import { sameSecret } from '../../../src/sandbox/identity/same-secret.js';
import { openJournalStore } from '../../../src/sandbox/store/journal-store.js';
import { createVirtualClock } from '../../support/virtual-clock.js';

const account = '123456789012';
const role = { roleName: 'app', roleId: 'AROA1', accountId: '210987654321' };
const hourMs = 3_600_000;

function open(store = openJournalStore()) {
  const clock = createVirtualClock();
  return { store, clock, credentials: createCredentials(store, clock, account) };
}

describe('the owner of a sandbox', () => {
  it('has keys of the shape of a user, without a session and without an end', () => {
    const { owner } = open().credentials;
    expect(owner.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(Buffer.from(owner.secretAccessKey, 'base64')).toHaveLength(30);
    expect(owner.principal).toEqual({ kind: 'owner', arn: `arn:aws:iam::${account}:user/learner`, userId: expect.stringMatching(/^AIDA[A-Z2-7]{16}$/) as string });
    expect(Object.keys(owner)).toEqual(['accessKeyId', 'secretAccessKey', 'principal']);
  });

  it('is found by the key, and is the same after a restart', () => {
    const { store, credentials } = open();
    expect(credentials.find(credentials.owner.accessKeyId)).toEqual(credentials.owner);
    expect(open(store).credentials.owner).toEqual(credentials.owner);
    expect(credentials.find('AKIA')).toBeUndefined();
    expect(credentials.find('')).toBeUndefined();
  });

  it('has other keys in every sandbox', () => {
    const [a, b] = [open().credentials.owner, open().credentials.owner];
    expect(a.accessKeyId).not.toBe(b.accessKeyId);
    expect(a.secretAccessKey).not.toBe(b.secretAccessKey);
    expect(a.principal.userId).not.toBe(b.principal.userId);
  });
});

describe('the keys of a role session', () => {
  it('say who they are of, and end when they should', () => {
    const { clock, credentials } = open();
    const key = credentials.issueForRole(role, 'task', 900);
    expect(key.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(Buffer.from(key.sessionToken ?? '', 'base64')).toHaveLength(96);
    expect(key.expiresAt).toBe(clock.now() + 900_000);
    expect(key.principal).toEqual({ kind: 'role', arn: 'arn:aws:sts::210987654321:assumed-role/app/task', userId: 'AROA1:task', roleName: 'app' });
    expect(credentials.find(key.accessKeyId)).toEqual(key);
  });

  it('are known no more when they are revoked', () => {
    const { credentials } = open();
    const [one, two] = [credentials.issueForRole(role, 'a', 900), credentials.issueForRole(role, 'b', 900)];
    credentials.revoke(one.accessKeyId);
    expect(credentials.find(one.accessKeyId)).toBeUndefined();
    expect(credentials.find(two.accessKeyId)).toEqual(two);
  });

  it.each([
    { after: 0, kept: true },
    { after: hourMs, kept: true },
    { after: hourMs + 1, kept: false },
  ])('are remembered $after ms after their end: $kept', async ({ after, kept }) => {
    const { clock, credentials } = open();
    const key = credentials.issueForRole(role, 'a', 900);
    await clock.pass(900_000 + after);
    credentials.issueForRole(role, 'b', 900);
    expect(credentials.find(key.accessKeyId) !== undefined).toBe(kept);
    expect(credentials.find(credentials.owner.accessKeyId)).toBeDefined();
  });
});

describe('a secret', () => {
  it.each([
    ['the same', 'secret', 'secret', true],
    ['another', 'secreT', 'secret', false],
    ['shorter', 'secre', 'secret', false],
    ['longer', 'secrets', 'secret', false],
    ['empty', '', 'secret', false],
    ['none', undefined, 'secret', false],
    ['none, and none is wanted', undefined, '', true],
    ['two', ['secret', 'secret'], 'secret', false],
    ['as many characters, but more bytes', 'sécret', 'secret', false],
  ])('%s', (_, given, secret, same) => {
    expect(sameSecret(given, secret)).toBe(same);
  });
});
