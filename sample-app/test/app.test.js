import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createApp } from '../src/app.js';
import { createMemoryTable, createRefusingTable } from './memory-table.js';

/** @param {import('../src/boyaki.js').Table} table */
function openApp(table) {
  /** @type {string[]} */
  const lines = [];
  const app = createApp({ table, style: 'body {}', log: (line) => lines.push(line) });
  return { app, lines };
}

/** @param {string} boyaki */
const form = (boyaki) => ({ method: 'POST', body: new URLSearchParams({ boyaki }) });

test('post, see it listed, purify it', async () => {
  const { app } = openApp(createMemoryTable());

  const posted = await app.request('/boyaki', form('会議が長い'));
  assert.equal(posted.status, 303);
  assert.equal(posted.headers.get('location'), '/');

  const listed = await (await app.request('/')).text();
  assert.match(listed, /会議が長い/);

  const purify = /action="(\/boyaki\/[^"]+\/purify)"/.exec(listed)?.[1] ?? 'no button';
  assert.equal((await app.request(purify, { method: 'POST' })).status, 303);
  assert.doesNotMatch(await (await app.request('/')).text(), /会議が長い/);
});

test('a text is shown, never run', async () => {
  const { app } = openApp(createMemoryTable());
  await app.request('/boyaki', form('<b>"腰"&</b>'));
  assert.match(await (await app.request('/')).text(), /&lt;b&gt;&quot;腰&quot;&amp;&lt;\/b&gt;/);
});

test('the page speaks the language that the browser prefers, Japanese or English', async () => {
  const { app } = openApp(createMemoryTable());
  await app.request('/boyaki', form('会議が長い'));
  /** @param {string} [language] */
  const home = async (language) => (await app.request('/', { headers: language === undefined ? {} : { 'accept-language': language } })).text();
  for (const japanese of ['ja', 'ja-JP,en;q=0.8', 'fr, ja;q=0.7']) assert.match(await home(japanese), /<html lang="ja">[^]*ボヤく[^]*浄化/);
  for (const english of ['en-GB', 'en,ja;q=0.9', 'de', undefined]) assert.match(await home(english), /<html lang="en">[^]*Grumble[^]*Purify/);
});

test('nothing but blanks is not a boyaki', async () => {
  const { app } = openApp(createMemoryTable());
  assert.equal((await app.request('/boyaki', form(' 　 '))).status, 303);
  assert.match(await (await app.request('/')).text(), /No grumbles today/);
});

test('without its table the page still comes, and says why', async () => {
  const { app, lines } = openApp(createRefusingTable('CredentialsProviderError', 'Could not load'));
  const answer = await app.request('/');
  assert.equal(answer.status, 200);
  const text = await answer.text();
  assert.match(text, /The table cannot be reached/);
  assert.match(text, /CredentialsProviderError: Could not load/);
  assert.match(lines.join('\n'), /cannot reach the table: CredentialsProviderError/);
});

test('a boyaki that the table refuses is reported as not stored', async () => {
  const { app, lines } = openApp(createRefusingTable('ValidationException', 'Item size'));
  const answer = await app.request('/boyaki', form('長い話'));
  assert.equal(answer.status, 500);
  const text = await answer.text();
  assert.match(text, /was not stored/);
  assert.match(text, /ValidationException: Item size/);
  assert.match(lines[0] ?? '', /^cannot store a boyaki of 3 characters: ValidationException/);
});

test('a text of more than 400 KB reaches the server, more than 2 MB does not', async () => {
  const { app } = openApp(createMemoryTable());
  assert.equal((await app.request('/boyaki', form('あ'.repeat(150_000)))).status, 303);
  assert.equal((await app.request('/boyaki', form('a'.repeat(2 * 1024 * 1024)))).status, 413);
});

test('every answer has the version of package.json', async () => {
  const file = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(file);
  const { app } = openApp(createMemoryTable());
  const answer = await app.request('/');
  assert.equal(answer.headers.get('x-boyacky-version'), version);
  assert.match(await answer.text(), new RegExp(`Boyacky ${version.replace(/\.\d+$/, '')}<`));
});

test('every request leaves one line in the log', async () => {
  const { app, lines } = openApp(createMemoryTable());
  await app.request('/');
  await app.request('/nowhere');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /^GET \/ 200 \d+ms$/);
  assert.match(lines[1] ?? '', /^GET \/nowhere 404 \d+ms$/);
});
