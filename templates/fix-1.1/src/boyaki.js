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

/** The longest boyaki, in characters as a reader counts them. */
export const LIMIT = 20;

/**
 * Store a new grumble, cut to the limit. The page asks for a short text, but
 * a request need not come from the page.
 * @param {Table} table
 * @param {string} text
 * @param {Date} [now]
 * @returns {Promise<Boyaki>} what was stored
 */
export async function createBoyaki(table, text, now = new Date()) {
  const boyaki = { id: randomUUID(), boyaki: cutToLimit(text), ...readTokyoClock(now) };
  await table.put(boyaki);
  return boyaki;
}

/**
 * The first 20 characters. A character may be several code units (🍺 is 2, 👨‍👩‍👧‍👦 is 11),
 * so cutting by `slice(0, 20)` could leave half of one.
 * @param {string} text
 */
export function cutToLimit(text) {
  // No honest 20 characters are longer than 1000 code units. One character may have a
  // hundred thousand accents, though, and telling characters apart in a long text is slow.
  const enough = text.slice(0, 1000).replace(/[\uD800-\uDBFF]$/, '');
  const characters = new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(enough);
  return Array.from(characters, ({ segment }) => segment).slice(0, LIMIT).join('');
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
