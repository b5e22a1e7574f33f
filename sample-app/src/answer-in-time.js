import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_IN_MS = 2500;

/**
 * Wait for the table, but not for ever: a page that says "not reachable" is
 * better than a page that never comes, and a health check does not wait either.
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
export async function answerInTime(answer) {
  const answered = new AbortController();
  const tooLate = delay(PATIENCE_IN_MS, undefined, { signal: answered.signal }).then(() => {
    const error = new Error(`The table did not answer within ${PATIENCE_IN_MS / 1000} seconds`);
    error.name = 'TimeoutError';
    throw error;
  });
  return Promise.race([answer, tooLate]).finally(() => answered.abort());
}
