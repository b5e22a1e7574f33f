import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAws } from '../../src/aws/aws.js';
import { diagnoseAwsFailure } from '../../src/workshop/diagnosis/diagnose-aws-failure.js';
import type { AwsFailure } from '../../src/aws/aws-failure.js';

afterEach(() => vi.unstubAllEnvs());

/** A proxy that notes where it is asked to connect to, and lets nobody through. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (proxy.closeAllConnections(), proxy.close()));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };
const ask = (endpoint?: string) => createAws({ region: 'ap-northeast-1', endpoint, credentials }).account.caller().then(() => undefined, (error: unknown) => error as AwsFailure);

describe('where HTTPS_PROXY names a proxy', () => {
  it('AWS is asked through it, and what the proxy refuses is told as the proxy’s', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('HTTPS_PROXY', url);
    vi.stubEnv('NO_PROXY', '');
    const failure = await ask();
    expect(asked[0]).toBe('sts.ap-northeast-1.amazonaws.com:443');
    expect(failure).toMatchObject({ kind: 'proxy', operation: 'sts:GetCallerIdentity', code: 'HTTP 407', message: 'Proxy Authentication Required' });
    expect(diagnoseAwsFailure(failure as AwsFailure).fix.en).toContain('env | grep -i proxy');
  });

  it('a proxy that does not answer is told as one', async () => {
    const { url } = await startProxy();
    vi.stubEnv('HTTPS_PROXY', url.replace(/\d+$/, '9'));
    vi.stubEnv('NO_PROXY', '');
    expect(await ask()).toMatchObject({ kind: 'proxy', message: expect.stringContaining('the proxy 127.0.0.1:9') as string });
  });

  it('an address without http:// is taken as the AWS CLI takes it, and one that is none is refused without being repeated', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('HTTPS_PROXY', url.replace('http://', ''));
    expect(await ask()).toMatchObject({ kind: 'proxy', code: 'HTTP 407' });
    expect(asked).not.toEqual([]);
    vi.stubEnv('HTTPS_PROXY', 'http://me:a-password@:no port');
    expect(() => createAws({ region: 'ap-northeast-1', credentials })).toThrow(expect.objectContaining({ kind: 'proxy', operation: 'HTTPS_PROXY', message: expect.not.stringContaining('a-password') as string }));
  });

  it('what NO_PROXY names is asked directly, and so is the sandbox', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('HTTPS_PROXY', url);
    vi.stubEnv('HTTP_PROXY', url);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    expect(await ask('https://127.0.0.1:9')).toMatchObject({ kind: 'unreachable' });
    vi.stubEnv('NO_PROXY', '');
    expect(await ask('http://127.0.0.1:9')).toMatchObject({ kind: 'unreachable' });
    expect(asked).toEqual([]);
  });
});
