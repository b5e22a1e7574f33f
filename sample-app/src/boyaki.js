import { randomUUID } from 'node:crypto';

/**
 * One grumble, as it lies in the table.
 * @typedef {object} Boyaki
 * @property {string} id a random UUID
 * @property {string} boyaki the text
 * @property {string} date the day in Tokyo, YYYY-MM-DD
 * @property {string} time the time in Tokyo, HH:mm:ss.SSS
 */

/**
 * The few things that Boyacky asks of its table. The real one is in table.js;
 * the tests bring one that lives in memory.
 * @typedef {object} Table
 * @property {(boyaki: Boyaki) => Promise<void>} put
 * @property {(date: string) => Promise<Boyaki[]>} listOn newest first
 * @property {(id: string) => Promise<void>} remove
 */

/**
 * Store a new grumble.
 * @param {Table} table
 * @param {string} text
 * @param {Date} [now]
 * @returns {Promise<Boyaki>} what was stored
 */
export async function createBoyaki(table, text, now = new Date()) {
  const boyaki = { id: randomUUID(), boyaki: text, ...readTokyoClock(now) };
  await table.put(boyaki);
  return boyaki;
}

/**
 * The grumbles of today only, newest first. Yesterday's are let go.
 * @param {Table} table
 * @param {Date} [now]
 */
export async function listToday(table, now = new Date()) {
  return table.listOn(readTokyoClock(now).date);
}

/**
 * Purify: the grumble is gone, and the heart is lighter.
 * @param {Table} table
 * @param {string} id
 */
export async function purify(table, id) {
  await table.remove(id);
}

/**
 * A container's clock is set to UTC, but a Japanese day begins at 15:00 UTC.
 * Japan has no summer time, so a fixed shift is exact.
 * @param {Date} now
 */
function readTokyoClock(now) {
  const nineHours = 9 * 60 * 60 * 1000;
  const iso = new Date(now.getTime() + nineHours).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 23) };
}
