import { ExitCode, UserError } from '../shared/user-error.js';
import type { Terminal } from './io/terminal.js';
import type { Text } from '../workshop/types.js';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** From here on every command says how long it is still. */
const soonMs = 30 * unitMs.m;

/** Milliseconds of "30m", "3h", "1h30m", "2d". Throws `UserError` for anything else. */
export function parseDuration(text: string): number {
  const [, days = 0, hours = 0, minutes = 0] = /^(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?$/.exec(text) ?? [];
  const sum = Number(days) * unitMs.d + Number(hours) * unitMs.h + Number(minutes) * unitMs.m;
  if (sum > 0) return sum;
  throw new UserError('usage', { ja: `${text} は時間の長さではありません`, en: `${text} is not a length of time` }, { next: { ja: 'boyacky-lab start --expire 3h   （または 90m、1h30m、2d）', en: 'boyacky-lab start --expire 3h   (or 90m, 1h30m, 2d)' }, exitCode: ExitCode.usage });
}

/** What every command says of a lab's time limit; undefined: there is none, or it is far away. Times: ISO 8601, milliseconds. */
export function expiryReminder(expiresAt: string | undefined, now: number): Text | undefined {
  if (expiresAt === undefined) return undefined;
  const left = Date.parse(expiresAt) - now;
  if (left > soonMs) return undefined;
  const minutes = Math.max(1, Math.round(Math.abs(left) / unitMs.m));
  return left > 0
    ? { ja: `この実習の時間はあと ${minutes} 分です。終わったら: boyacky-lab cleanup`, en: `This lab's time ends in ${minutes} min. When you are done: boyacky-lab cleanup` }
    : { ja: `この実習の時間は ${minutes} 分前に終わりました。片付けましょう: boyacky-lab cleanup`, en: `This lab's time was over ${minutes} min ago. Delete everything: boyacky-lab cleanup` };
}

/** For `status`, however far away it is: "until 2026-11-27T15:00:00.000Z, 125 min left". */
export function expiryRow(expiresAt: string | undefined, now: number): Text | undefined {
  if (expiresAt === undefined) return undefined;
  const minutes = Math.round((Date.parse(expiresAt) - now) / unitMs.m);
  return minutes > 0 ? { ja: `${expiresAt} まで（あと ${minutes} 分）`, en: `until ${expiresAt} (${minutes} min left)` } : { ja: `${expiresAt} に終わりました`, en: `over since ${expiresAt}` };
}

/** Says it, if there is something to say. */
export function remind(terminal: Pick<Terminal, 'say'>, expiresAt: string | undefined, now: number): void {
  const reminder = expiryReminder(expiresAt, now);
  if (reminder !== undefined) terminal.say(reminder);
}

export function isExpired(expiresAt: string | undefined, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}
