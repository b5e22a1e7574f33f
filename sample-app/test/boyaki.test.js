import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoyaki, listToday, purify } from '../src/boyaki.js';
import { createMemoryTable } from './memory-table.js';

test('a boyaki has the date and time of Tokyo', async () => {
  const table = createMemoryTable();
  const made = await createBoyaki(table, '眠い', new Date('2026-03-31T15:00:00.123Z'));
  assert.equal(made.date, '2026-04-01');
  assert.equal(made.time, '00:00:00.123');
  assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test("the list holds today's boyakis only, newest first", async () => {
  const table = createMemoryTable();
  await createBoyaki(table, '昨日', new Date('2026-04-01T14:59:59.999Z'));
  await createBoyaki(table, '朝', new Date('2026-04-01T22:00:00Z'));
  await createBoyaki(table, '昼', new Date('2026-04-02T03:00:00Z'));
  const today = await listToday(table, new Date('2026-04-02T14:59:00Z'));
  assert.deepEqual(today.map(({ boyaki }) => boyaki), ['昼', '朝']);
});

test('a purified boyaki is gone, the others stay', async () => {
  const table = createMemoryTable();
  const gone = await createBoyaki(table, '消える');
  await createBoyaki(table, '残る');
  await purify(table, gone.id);
  assert.deepEqual((await listToday(table)).map(({ boyaki }) => boyaki), ['残る']);
});
