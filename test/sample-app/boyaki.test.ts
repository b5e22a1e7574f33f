import { describe, expect, test } from 'vitest';
import { createMemoryTable, fixed, original } from './load-boyaki.js';

describe.each([
  ['1.0', original],
  ['1.1', fixed],
])('Boyacky %s', (_, load) => {
  test('stores, lists today only and purifies', async () => {
    const { createBoyaki, listToday, purify } = await load();
    const table = createMemoryTable();
    await createBoyaki(table, '昨日', new Date('2026-04-01T14:59:59.999Z'));
    const first = await createBoyaki(table, '深夜', new Date('2026-04-01T15:00:00Z'));
    await createBoyaki(table, '昼', new Date('2026-04-02T03:04:05.678Z'));
    const now = new Date('2026-04-02T14:00:00Z');

    expect(first).toMatchObject({ boyaki: '深夜', date: '2026-04-02', time: '00:00:00.000' });
    expect((await listToday(table, now)).map(({ boyaki }) => boyaki)).toEqual(['昼', '深夜']);
    await purify(table, first.id);
    expect((await listToday(table, now)).map(({ boyaki, time }) => [boyaki, time])).toEqual([['昼', '12:04:05.678']]);
  });
});

test('1.0 has the bug: whatever the length, the text goes to the table', async () => {
  const { createBoyaki } = await original();
  const table = createMemoryTable();
  await createBoyaki(table, 'あ'.repeat(200_000));
  expect(table.items[0]?.boyaki).toHaveLength(200_000);
});

test('1.1 stores 20 characters of it', async () => {
  const { createBoyaki } = await fixed();
  const table = createMemoryTable();
  await createBoyaki(table, '🍺'.repeat(200_000));
  expect(table.items[0]?.boyaki).toBe('🍺'.repeat(20));
});
