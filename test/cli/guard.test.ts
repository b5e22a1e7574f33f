import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/cli/compose.js';
import { guardAccount, looksLikeProduction } from '../../src/cli/guard.js';
import { createFakeContext } from '../workshop/steps/support/fake-context.js';
import { createScriptedTerminal } from './lesson/scripted-terminal.js';

const account = '123456789012';

/** A session on an account of AWS: as whom, and what the account is called. */
function sessionOf({ arn = `arn:aws:iam::${account}:user/learner`, alias = undefined as string | undefined, kind = 'aws' } = {}): Session {
  const { context } = createFakeContext();
  const aws = { ...context.aws, account: { alias: () => Promise.resolve(alias), caller: () => Promise.resolve({ account, arn, userId: 'X' }) } };
  return { context: { ...context, aws, target: { ...context.target, kind } }, progress: context.progress } as unknown as Session;
}

describe('guard', () => {
  it('notes the account at the first change, and not when one only looks', async () => {
    const session = sessionOf();
    await guardAccount(session, { pin: false });
    expect(session.progress.state.account).toBeUndefined();
    await guardAccount(session, { pin: true });
    expect(session.progress.state.account).toBe(account);
  });

  it('refuses another account, to look as well as to change', async () => {
    const session = sessionOf();
    session.progress.update({ account: '999999999999' });
    for (const pin of [true, false]) await expect(guardAccount(session, { pin })).rejects.toMatchObject({ code: 'other-account', exitCode: 3 });
    await expect(guardAccount(session, { pin: false })).rejects.toThrow('********9999');
  });

  it('refuses an account that is not the one of --account', async () => {
    const session = sessionOf();
    await expect(guardAccount(session, { pin: true, account: '999999999999' })).rejects.toMatchObject({ code: 'other-account' });
    expect(session.progress.state.account).toBeUndefined();
  });

  it('refuses the root user before anything is changed', async () => {
    const session = sessionOf({ arn: `arn:aws:iam::${account}:root` });
    await expect(guardAccount(session, { pin: true })).rejects.toMatchObject({ code: 'root-user', exitCode: 3 });
    expect(session.progress.state.account).toBeUndefined();
    await guardAccount(session, { pin: false });
  });

  it('refuses an account that is called production when nobody can be asked', async () => {
    const session = sessionOf({ alias: 'acme-production' });
    await expect(guardAccount(session, { pin: true })).rejects.toMatchObject({ code: 'production-account' });
    expect(session.progress.state.account).toBeUndefined();
    await guardAccount(session, { pin: true, account });
    expect(session.progress.state.account).toBe(account);
  });

  it.each([[true], [false]])('asks a person about it a second time, and heeds the answer %s', async (yes) => {
    const session = sessionOf({ alias: 'prod' });
    const asked: string[] = [];
    const terminal = { ...createScriptedTerminal([]), interactive: true, confirm: (question: string) => (asked.push(question), Promise.resolve(yes)) };
    const guarded = guardAccount(session, { pin: true, terminal });
    if (yes) await guarded;
    else await expect(guarded).rejects.toMatchObject({ code: 'production-account', exitCode: 1 });
    expect(asked).toEqual([expect.stringContaining('prod')]);
    expect(session.progress.state.account).toBe(yes ? account : undefined);
  });

  it('asks the sandbox nothing', async () => {
    const session = sessionOf({ arn: `arn:aws:iam::${account}:root`, alias: 'production', kind: 'sandbox' });
    await guardAccount(session, { pin: true });
    expect(session.progress.state.account).toBe(account);
  });

  it.each([
    ['acme-prod', true],
    ['production', true],
    ['LIVE-eu', true],
    ['main', true],
    ['prod1', true],
    ['products-sandbox', false],
    ['reproduction', false],
    ['maintenance', false],
    ['hanako-dev', false],
  ])('hears %s as production: %s', (alias, expected) => {
    expect(looksLikeProduction(alias)).toBe(expected);
  });
});
