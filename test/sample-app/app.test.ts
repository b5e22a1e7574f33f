import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createMemoryTable } from './load-boyaki.js';

const sources = new URL('../../sample-app/src/', import.meta.url);

interface App {
  request(path: string, options?: { readonly headers?: Readonly<Record<string, string>> }): Promise<Response>;
}

async function openApp(): Promise<App> {
  const { createApp } = (await import(new URL('app.js', sources).href)) as { createApp(parts: object): App };
  return createApp({ table: createMemoryTable(), style: '', log: () => undefined });
}

describe('the page of Boyacky', () => {
  test.each([
    ['ja,en-US;q=0.7', 'ja', 'ボヤく'],
    ['fr-FR, en;q=0.5, ja;q=0.3', 'en', 'grumble here'],
    ['de', 'en', 'grumble here'],
    [undefined, 'en', 'grumble here'],
  ])('for a browser that asks for %s is in %s', async (asked, language, word) => {
    const app = await openApp();
    const answer = await app.request('/', { headers: asked === undefined ? {} : { 'accept-language': asked } });
    const page = await answer.text();
    expect(page).toContain(`<html lang="${language}"`);
    expect(page.toLowerCase()).toContain(word);
    // Somebody's cache must not give the one for the other.
    expect(answer.headers.get('vary')).toBe('accept-language');
    if (language === 'en') expect(page).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });
});

test('the server keeps its connections longer than a load balancer keeps them: no request meets one that closes', () => {
  const [, ms = '0'] = /keepAliveTimeout: ([\d_]+)/.exec(readFileSync(fileURLToPath(new URL('server.js', sources)), 'utf8')) ?? [];
  expect(Number(ms.replaceAll('_', ''))).toBeGreaterThan(60_000);
});
