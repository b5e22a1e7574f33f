import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeRequest } from '../../../src/sandbox/wire/route-request.js';
import { startTestSandbox, type TestSandbox } from '../harness.js';
import { sendHttp } from '../../support/send-http.js';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.stop());

const send = (path: string, method: string, headers: Record<string, string>, body: string | Buffer = '') => sendHttp(test.sandbox.url, { path, method, headers, body });

const target = (operation: string) => ({ 'x-amz-target': operation, 'content-type': 'application/x-amz-json-1.1' });

describe('a request that nobody should send', () => {
  it.each([
    ['nothing', '/', 'POST', {}, ''],
    ['an unknown target', '/', 'POST', target('Moon_20200101.Fly'), '{}'],
    ['a target without a dot', '/', 'POST', target('CreateCluster'), '{}'],
    ['no signature', '/', 'POST', target('AmazonEC2ContainerServiceV20141113.ListClusters'), '{}'],
    ['a broken signature', '/', 'POST', { ...target('AmazonEC2ContainerServiceV20141113.ListClusters'), authorization: 'AWS4-HMAC-SHA256 nonsense' }, '{}'],
    ['a query without a version', '/', 'POST', {}, 'Action=ListRoles'],
    ['an unsigned query', '/', 'POST', {}, 'Action=ListRoles&Version=2010-05-08'],
    ['a path that is not ours', '/etc/passwd', 'GET', {}, ''],
    ['a path of slashes', '//', 'GET', {}, ''],
    ['a climbing path', '/v2/../../etc/passwd', 'GET', {}, ''],
    ['a control route without the token', '/_sandbox/shutdown', 'POST', {}, ''],
    ['GET /', '/', 'GET', {}, ''],
  ])('%s gets a plain refusal', async (_, path, method, headers, body) => {
    const { status, body: text } = await send(path, method, headers, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toBe('');
    expect(text).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('too large is cut off, and the next one is served', async () => {
    const answer = await send('/', 'POST', target('AmazonEC2ContainerServiceV20141113.ListClusters'), Buffer.alloc(18 * 1024 * 1024, 'x')).catch(() => undefined);
    if (answer !== undefined) expect(answer.status).toBe(413);
    expect((await send('/_sandbox/health', 'GET', {}, '')).status).toBe(200);
  });

  it('not HTTP at all leaves the sandbox standing', async () => {
    const { port } = new URL(test.sandbox.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end('\u0000\u0001 HELO moon\r\n\r\n'));
      socket.on('close', () => resolve()).on('error', () => resolve()).resume();
    });
    expect((await send('/_sandbox/health', 'GET', {}, '')).status).toBe(200);
  });

  it('never makes the router throw', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.uint8Array({ maxLength: 300 }), fc.string(), (headers, body, name) => {
        routeRequest(headers, Buffer.from(body));
        routeRequest({ ...headers, 'x-amz-target': name }, Buffer.from(body));
      }),
    );
  });
});

describe('a signed request with a broken input', () => {
  it('is told what is wrong with it, in the protocol of its service', async () => {
    const { ECSClient, CreateServiceCommand, DescribeServicesCommand } = await import('@aws-sdk/client-ecs');
    const { IAMClient, GetRoleCommand } = await import('@aws-sdk/client-iam');
    const { EC2Client, RunInstancesCommand } = await import('@aws-sdk/client-ec2');
    const ecs = new ECSClient(test.clientConfig);
    await expect(ecs.send(new CreateServiceCommand({} as never))).rejects.toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining("'serviceName'") as string });
    await expect(ecs.send(new DescribeServicesCommand({ services: 'x' as never }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    await expect(new IAMClient(test.clientConfig).send(new GetRoleCommand({ RoleName: 'nobody' }))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await expect(new EC2Client(test.clientConfig).send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The sandbox does not implement ec2:RunInstances.',
      $metadata: { httpStatusCode: 501 },
    });
  });

  it('of strange keys is refused in the words of AWS', async () => {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { ECSClient, ListClustersCommand } = await import('@aws-sdk/client-ecs');
    const strange = { ...test.clientConfig, credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' } };
    await expect(new STSClient(strange).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    });
    await expect(new ECSClient(strange).send(new ListClustersCommand({}))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    const forged = { ...test.clientConfig, credentials: { ...test.clientConfig.credentials, secretAccessKey: 'wrong' } };
    await expect(new STSClient(forged).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });
});
