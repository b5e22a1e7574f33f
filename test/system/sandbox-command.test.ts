import { describe, expect, it } from 'vitest';
import { makeWorkshopFolder } from './workshop-folder.js';

describe('boyacky-lab sandbox', { timeout: 120_000 }, () => {
  it('starts, tells where it is, keeps its address over a restart, forgets all on reset', async () => {
    const folder = makeWorkshopFolder();
    expect((await folder.run(['sandbox', 'start', '--engine', 'practice'])).exitCode).toBe(0);
    const first = folder.endpoint();
    const status = await folder.run(['sandbox', 'status']);
    expect(status.stdout).toContain(first?.url);
    expect(status.stdout).not.toContain(first?.secretAccessKey);
    const env = await folder.run(['sandbox', 'env']);
    expect(env.stdout).toContain(`export AWS_ENDPOINT_URL='${first?.url ?? ''}'`);
    expect(env.stdout).toContain(first?.accessKeyId);

    expect((await folder.run(['sandbox', 'stop'])).exitCode).toBe(0);
    expect((await folder.run(['sandbox', 'status'])).exitCode).toBe(1);
    expect((await folder.run(['sandbox', 'start'])).exitCode).toBe(0);
    expect(folder.endpoint()?.url).toBe(first?.url);
    expect(folder.endpoint()?.accessKeyId).toBe(first?.accessKeyId);

    expect((await folder.run(['sandbox', 'reset'])).exitCode).toBe(0);
    expect((await folder.run(['sandbox', 'start'])).exitCode).toBe(0);
    expect(folder.endpoint()?.accessKeyId).not.toBe(first?.accessKeyId);
  });

  it('answers this machine only: no other Host, no web page, no stranger', async () => {
    const folder = makeWorkshopFolder();
    await folder.run(['sandbox', 'start', '--engine', 'practice']);
    const url = folder.endpoint()?.url ?? '';
    const { request } = await import('node:http');
    const ask = (headers: Record<string, string>, path = '/', method = 'POST') =>
      new Promise<number>((resolve, reject) => {
        const outgoing = request(`${url}${path}`, { method, headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        outgoing.on('error', reject);
        outgoing.end(method === 'POST' ? 'Action=GetCallerIdentity&Version=2011-06-15' : undefined);
      });
    expect(await ask({ host: 'evil.example' })).toBe(403);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    expect(await ask({})).toBe(403);
    expect(await ask({}, '/_sandbox/shutdown')).toBe(403);
    // Where the load balancers answer is open to whoever is here; a page from elsewhere gets not even that.
    expect(await ask({}, '/_sandbox/listeners', 'GET')).toBe(200);
    expect(await ask({ origin: 'https://evil.example' }, '/_sandbox/listeners', 'GET')).toBe(403);
    expect(await ask({}, '/_sandbox/health', 'GET')).toBe(200);
    expect(await ask({}, '/v2/', 'GET')).toBe(401);
  });
});
