import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../shared/clock.js';

/** Longest time for which a roll-out waits to be looked at: who walks away finds it done, and so does a program that waits. */
const longestMs = 5 * 60_000;

/**
 * The point of a roll-out at which old and new serve side by side, held until somebody has looked at it. AWS has no such
 * thing; a lesson asks for it, and nothing else does. It is kept in memory: a sandbox that starts anew holds nothing.
 */
export interface RollOutHold {
  /** 0: whatever is held goes on. */
  hold(ms: number): void;
  holds(): boolean;
}

export function createRollOutHold(clock: Clock): RollOutHold {
  let until = 0;
  return {
    hold: (ms) => void (until = clock.now() + Math.min(ms, longestMs)),
    holds: () => clock.now() < until,
  };
}

/** POST /_sandbox/roll-outs?hold=<milliseconds> */
export function answerRollOutHold(rollOuts: RollOutHold, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const ms = Number(new URL(request.url ?? '/', 'http://sandbox').searchParams.get('hold') ?? NaN);
  const status = request.method !== 'POST' ? 405 : Number.isFinite(ms) && ms >= 0 ? 204 : 400;
  if (status === 204) rollOuts.hold(ms);
  response.writeHead(status).end();
}
