// Tries the app in the folder that is the first argument: what it stores of texts of several lengths, and how long a
// text its page asks for. Prints one line of JSON. Everything happens in memory: no table, no port, no network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2] ?? '.';
/** Of what was stored, so many characters tell what happened. */
const enough = 1000;
const texts = JSON.parse(await readAll(process.stdin));
// The app may keep timers or connections of its own open: the answer is the end.
process.stdout.write(`${JSON.stringify(await tryApp())}\n`, () => process.exit(0));

async function tryApp() {
  const { createApp } = await import(pathToFileURL(join(folder, 'src', 'app.js')).href);
  const stored = [];
  for (const text of texts) {
    const items = [];
    const app = createApp({ table: tableOf(items), style: '', log: () => undefined });
    const answer = await app.request('/boyaki', { method: 'POST', body: new URLSearchParams({ boyaki: text }) });
    stored.push({ status: answer.status, stored: typeof items[0]?.boyaki === 'string' ? items[0].boyaki.slice(0, enough) : undefined });
  }
  const page = await (await createApp({ table: tableOf([]), style: '', log: () => undefined }).request('/')).text();
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { stored, maxlength: maxlengthOf(page), version };
}

/** A table in memory, with the manners of the app's own. */
function tableOf(items) {
  return {
    put: async (item) => void items.push(item),
    listOn: async () => items,
    remove: async (id) => void items.splice(items.findIndex((item) => item.id === id), 1),
  };
}

/** Of the input that the grumble is written into; null where it has none. */
function maxlengthOf(page) {
  for (const [input] of page.matchAll(/<(?:input|textarea)\b[^>]*>/gi)) {
    if (/\bname\s*=\s*["']?boyaki\b/i.test(input)) return /\bmaxlength\s*=\s*["']?\s*(\d+)/i.exec(input)?.[1] ?? null;
  }
  return null;
}

async function readAll(stream) {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
