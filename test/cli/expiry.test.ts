import { describe, expect, it } from 'vitest';
import { expiryReminder, expiryRow, isExpired, parseDuration } from '../../src/cli/expiry.js';
import { UserError } from '../../src/shared/user-error.js';

const now = Date.parse('2026-11-27T12:00:00Z');
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('a time limit', () => {
  it.each([['30m', 1_800_000], ['3h', 10_800_000], ['1h30m', 5_400_000], ['2d', 172_800_000]])('%s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  it.each(['', '3', 'h', '3 h', '-3h', '0h', '3h!', '1.5h', 'tomorrow', '99999h', '30m30m', '30m1h'])('%j is none', (text) => {
    expect(() => parseDuration(text)).toThrow(UserError);
  });
  it('is not spoken of while it is far, then with the minutes that are left, then with those that are over', () => {
    expect(expiryReminder(undefined, now)).toBeUndefined();
    expect(expiryReminder(inMinutes(31), now)).toBeUndefined();
    expect(expiryReminder(inMinutes(10), now)?.en).toContain('in 10 min');
    expect(expiryReminder(inMinutes(-10), now)?.en).toContain('over 10 min ago');
    expect(expiryReminder(inMinutes(-10), now)?.ja).toContain('boyacky-lab cleanup');
    expect(expiryRow(inMinutes(125), now)?.en).toBe('until 2026-11-27T14:05:00.000Z (125 min left)');
    expect(expiryRow(inMinutes(-1), now)?.ja).toContain('終わりました');
    expect(expiryRow(undefined, now)).toBeUndefined();
    expect([isExpired(inMinutes(1), now), isExpired(inMinutes(0), now), isExpired(undefined, now)]).toEqual([false, true, false]);
  });
});
