import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createProxyServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AwsFailure } from '../../src/aws/aws-failure.js';
import { createAws } from '../../src/aws/aws.js';
import { fetchThroughProxy } from '../../src/web/through-proxy.js';
import { diagnoseAwsFailure } from '../../src/workshop/diagnosis/diagnose-aws-failure.js';
import { makeTempDir } from '../support/temp-dir.js';

const folder = join(import.meta.dirname, '..', 'support', 'certificates');
const authority = join(folder, 'authority.pem');
const identity = '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/x</Arn><UserId>X</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>';

beforeEach(() => {
  const nowhere = join(makeTempDir(), 'none');
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NO_PROXY', 'no_proxy', 'AWS_CA_BUNDLE', 'AWS_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('AWS_CONFIG_FILE', nowhere);
});
afterEach(() => vi.unstubAllEnvs());

/** An AWS on this machine whose certificate is this one. */
async function startAws(certificate: 'good' | 'early' | 'late' | 'other-name'): Promise<string> {
  const server = createServer({ cert: readFileSync(join(folder, `${certificate}.pem`)), key: readFileSync(join(folder, 'server-key.pem')) }, (_, response) => response.setHeader('content-type', 'text/xml').end(identity));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that lets everybody through. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createProxyServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const [host = '', port] = url.split(':');
    const onwards = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onwards.pipe(socket).pipe(onwards);
    });
    for (const end of [onwards, socket]) end.on('error', () => void (onwards.destroy(), socket.destroy()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void (proxy.closeAllConnections(), proxy.close()));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' };
const ask = async (endpoint: string, profile?: string) => await createAws({ region: 'ap-northeast-1', endpoint, credentials, profile }).account.caller();
const failureOf = async (endpoint: string) => await ask(endpoint).then(() => undefined, (error: unknown) => error as AwsFailure);

describe('a certificate that is not trusted', () => {
  it.each([
    ['good', 'certificate', /UNABLE_TO_VERIFY|unable to/i, 'NODE_EXTRA_CA_CERTS'],
    ['early', 'certificate-time', /not yet valid/, 'date -u'],
    ['late', 'certificate-time', /has expired/, 'date -u'],
    ['other-name', 'certificate-name', /altname/, 'proxy'],
  ] as const)('%s is told as %s', async (certificate, kind, words, toType) => {
    if (certificate !== 'good') vi.stubEnv('AWS_CA_BUNDLE', authority);
    const failure = await failureOf(await startAws(certificate));
    expect(failure).toMatchObject({ kind, operation: 'sts:GetCallerIdentity', message: expect.stringMatching(words) as string });
    const { fix } = diagnoseAwsFailure(failure as AwsFailure);
    expect(fix.en).toContain(toType);
    expect(fix.ja).toContain(toType);
  });
});

describe('a company’s own authority is trusted', () => {
  it('where AWS_CA_BUNDLE names it, as with the AWS CLI', async () => {
    vi.stubEnv('AWS_CA_BUNDLE', authority);
    expect(await ask(await startAws('good'))).toMatchObject({ account: '123456789012' });
  });

  it('where ca_bundle of the profile does', async () => {
    const config = join(makeTempDir(), 'config');
    writeFileSync(config, `[default]\nregion = ap-northeast-1\n\n[profile office]\nca_bundle = ${authority}\n`);
    vi.stubEnv('AWS_CONFIG_FILE', config);
    const endpoint = await startAws('good');
    expect(await ask(endpoint, 'office')).toMatchObject({ account: '123456789012' });
    await expect(ask(endpoint)).rejects.toMatchObject({ kind: 'certificate' });
  });

  it('through a proxy, too', async () => {
    const { url, asked } = await startProxy();
    vi.stubEnv('HTTPS_PROXY', url);
    const endpoint = await startAws('good');
    await expect(ask(endpoint)).rejects.toMatchObject({ kind: 'certificate' });
    vi.stubEnv('AWS_CA_BUNDLE', authority);
    expect(await ask(endpoint)).toMatchObject({ account: '123456789012' });
    expect(asked).toContain(endpoint.replace('https://', ''));
  });

  it('where pages are got', async () => {
    const endpoint = await startAws('good');
    await expect(fetchThroughProxy(endpoint, {})).rejects.toThrow(TypeError);
    vi.stubEnv('AWS_CA_BUNDLE', authority);
    expect((await fetchThroughProxy(endpoint, {})).status).toBe(200);
  });

  it('where IAM Identity Center is asked for keys', async () => {
    const dir = makeTempDir();
    vi.stubEnv('HOME', dir);
    const config = join(dir, 'config');
    writeFileSync(config, '[profile office]\nsso_start_url = https://x.awsapps.com/start\nsso_region = ap-northeast-1\nsso_account_id = 123456789012\nsso_role_name = lab\n');
    vi.stubEnv('AWS_CONFIG_FILE', config);
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', await startAws('good'));
    const { createHash } = await import('node:crypto');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(dir, '.aws', 'sso', 'cache'), { recursive: true });
    const name = createHash('sha1').update('https://x.awsapps.com/start').digest('hex');
    writeFileSync(join(dir, '.aws', 'sso', 'cache', `${name}.json`), JSON.stringify({ accessToken: 'x', expiresAt: '2100-01-01T00:00:00Z' }));
    const caller = async () => await createAws({ region: 'ap-northeast-1', endpoint: 'https://127.0.0.1:9', profile: 'office' }).account.caller();
    await expect(caller()).rejects.toMatchObject({ kind: 'certificate', profile: 'office' });
    vi.stubEnv('AWS_CA_BUNDLE', authority);
    // It is trusted and answers, though with no keys.
    await expect(caller()).rejects.not.toMatchObject({ kind: 'certificate' });
  });

  it.each(['/nowhere/ca.pem', join(folder, 'server-key.pem')])('and a bundle that cannot be one is named: %s', (bundle) => {
    vi.stubEnv('AWS_CA_BUNDLE', bundle);
    expect(() => createAws({ region: 'ap-northeast-1', credentials })).toThrow(expect.objectContaining({ kind: 'certificate-file', operation: 'AWS_CA_BUNDLE' }));
  });
});
