import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RegistryWorld } from './registry-world.js';
import { digestOf, manifestOf, startRegistryWorld, types } from './registry-world.js';

let world: RegistryWorld;
let stateDir: string;
beforeEach(async () => {
  stateDir = mkdtempSync(path.join(tmpdir(), 'boyacky-lab-registry-'));
  world = await startRegistryWorld({ stateDir });
  await world.createRepository('app');
});
afterEach(async () => {
  await world.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const fileOf = (digest: string) => path.join(stateDir, 'ecr', 'blobs', 'sha256', digest.slice(7, 9), digest.slice(7));
const unfinished = () => readdirSync(path.join(stateDir, 'ecr', 'uploads'));
const call = <Output = unknown>(operation: string, input: object) => world.sandbox.context.call<object, Output>('ecr', operation, input);

async function begin(): Promise<string> {
  const { headers } = await world.http('POST', '/v2/app/blobs/uploads/');
  return headers.location ?? '';
}

describe('uploads', () => {
  test('a blob comes in parts, and the parts must follow each other', async () => {
    const location = await begin();
    const first = await world.http('PATCH', location, { body: 'hello ', headers: { 'content-range': '0-5' } });
    expect([first.status, first.headers.range]).toEqual([202, '0-5']);

    const gap = await world.http('PATCH', location, { body: 'world', headers: { 'content-range': '7-11' } });
    expect([gap.status, gap.headers.range, gap.headers.location]).toEqual([416, '0-5', location]);
    const lie = await world.http('PATCH', location, { body: 'world', headers: { 'content-range': '6-7' } });
    expect([lie.status, lie.error?.code]).toEqual([400, 'SIZE_INVALID']);
    expect((await world.http('GET', location)).headers.range).toBe('0-5');

    const digest = digestOf('hello world');
    const last = await world.http('PUT', `${location}?digest=${digest}`, { body: 'world', headers: { 'content-range': '6-10' } });
    expect([last.status, last.headers.location]).toEqual([201, `/v2/app/blobs/${digest}`]);
    expect((await world.http('GET', `/v2/app/blobs/${digest}`)).text).toBe('hello world');
    expect((await world.http('GET', location)).status).toBe(404);
    expect(unfinished()).toEqual([]);
  });

  test('what arrived before the connection broke is kept and continued from', async () => {
    const location = await begin();
    const authorization = await loginHeader();
    const broken = request({ host: '127.0.0.1', port: Number(world.host.split(':')[1]), method: 'PATCH', path: location, headers: { authorization } });
    broken.on('error', () => undefined);
    broken.write('half ');
    await vi.waitFor(async () => expect((await world.http('GET', location)).headers.range).toBe('0-4'), 20_000);
    await new Promise((resolve) => broken.once('close', resolve).destroy());

    const digest = digestOf('half whole');
    await vi.waitFor(
      async () => expect((await world.http('PATCH', location, { body: 'whole', headers: { 'content-range': '5-9' } })).status).toBe(202),
      20_000,
    );
    expect((await world.http('PUT', `${location}?digest=${digest}`)).status).toBe(201);
  });

  test('a wrong digest forgets the upload and keeps no file', async () => {
    const location = await begin();
    await world.http('PATCH', location, { body: 'abc' });
    const answer = await world.http('PUT', `${location}?digest=${digestOf('abd')}`);
    expect([answer.status, answer.error?.code]).toEqual([400, 'DIGEST_INVALID']);
    expect((await world.http('GET', location)).status).toBe(404);
    expect([unfinished(), existsSync(fileOf(digestOf('abd'))), existsSync(fileOf(digestOf('abc')))]).toEqual([[], false, false]);
  });

  test('an upload belongs to its repository and can be given up', async () => {
    await world.createRepository('other');
    const location = await begin();
    expect((await world.http('PATCH', location.replace('/app/', '/other/'), { body: 'x' })).status).toBe(404);
    expect((await world.http('DELETE', location)).status).toBe(204);
    expect((await world.http('PATCH', location, { body: 'x' })).status).toBe(404);
    expect(unfinished()).toEqual([]);
  });

  test('a layer of 24 MB comes out as it went in', async () => {
    const content = Buffer.alloc(24 * 1024 * 1024, 'boyacky');
    const digest = await world.pushBlob('app', content);
    const { body } = await world.http('GET', `/v2/app/blobs/${digest}`);
    expect(digestOf(body)).toBe(digest);
  });
});

describe('tags and images', () => {
  test('a pushed manifest is an image of ECR', async () => {
    const { digest } = await world.pushImage('app', '1.0', 'a layer');
    const { imageDetails } = await call<{ imageDetails: object[] }>('DescribeImages', { repositoryName: 'app' });
    expect(imageDetails).toEqual([
      {
        registryId: '123456789012',
        repositoryName: 'app',
        imageDigest: digest,
        imageTags: ['1.0'],
        imageSizeInBytes: 'a layer'.length + '{"of":"a layer"}'.length,
        imagePushedAt: new Date(world.clock.now()),
        imageManifestMediaType: types.docker,
        artifactMediaType: 'application/vnd.docker.container.image.v1+json',
        imageStatus: 'ACTIVE',
      },
    ]);
  });

  test('an immutable tag takes the same content again and no other', async () => {
    await world.createRepository('fixed', { imageTagMutability: 'IMMUTABLE' });
    expect((await world.pushImage('fixed', '1.0', 'one')).answer.status).toBe(201);
    expect((await world.pushImage('fixed', '1.0', 'one')).answer.status).toBe(201);
    const { answer } = await world.pushImage('fixed', '1.0', 'two');
    expect([answer.status, answer.error]).toEqual([
      400,
      {
        code: 'TAG_INVALID',
        message: "The image tag '1.0' already exists in the 'fixed' repository and cannot be overwritten because the tag is immutable.",
      },
    ]);
    expect((await world.http('GET', '/v2/fixed/tags/list')).text).toBe('{"name":"fixed","tags":["1.0"]}');
  });

  test('exclusion filters turn the rule round for the tags they match', async () => {
    const imageTagMutabilityExclusionFilters = [{ filterType: 'WILDCARD', filter: 'dev-*' }];
    await world.createRepository('mixed', { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters });
    for (const tag of ['1.0', 'dev-x']) await world.pushImage('mixed', tag, 'one');
    expect((await world.pushImage('mixed', 'dev-x', 'two')).answer.status).toBe(201);
    expect((await world.pushImage('mixed', '1.0', 'two')).answer.status).toBe(400);
    await call('PutImageTagMutability', { repositoryName: 'mixed', imageTagMutability: 'MUTABLE_WITH_EXCLUSION', imageTagMutabilityExclusionFilters });
    expect((await world.pushImage('mixed', '1.0', 'two')).answer.status).toBe(201);
    expect((await world.pushImage('mixed', 'dev-x', 'three')).answer.status).toBe(400);
  });

  test('a mutable tag moves and leaves the old image untagged', async () => {
    const old = await world.pushImage('app', 'latest', 'one');
    const moved = await world.pushImage('app', 'latest', 'two');
    expect((await world.http('GET', '/v2/app/manifests/latest')).headers['docker-content-digest']).toBe(moved.digest);
    const { imageIds } = await call<{ imageIds: object[] }>('ListImages', { repositoryName: 'app' });
    expect(imageIds).toHaveLength(2);
    expect(imageIds).toEqual(expect.arrayContaining([{ imageDigest: old.digest }, { imageDigest: moved.digest, imageTag: 'latest' }]));
  });

  test('tags are listed in pages', async () => {
    for (const tag of ['c', 'a', 'b']) await world.pushImage('app', tag, 'one');
    const first = await world.http('GET', '/v2/app/tags/list?n=2');
    expect([first.text, first.headers.link]).toEqual(['{"name":"app","tags":["a","b"]}', '</v2/app/tags/list?n=2&last=b>; rel="next"']);
    const second = await world.http('GET', '/v2/app/tags/list?n=2&last=b');
    expect([second.text, second.headers.link]).toEqual(['{"name":"app","tags":["c"]}', undefined]);
  });

  test('an index keeps its images, and is as large as the largest of them', async () => {
    const small = await world.pushImage('app', undefined, 's');
    const large = await world.pushImage('app', undefined, 'quite a bit more');
    const index = JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: [{ digest: small.digest }, { digest: large.digest }] });
    expect((await world.http('PUT', '/v2/app/manifests/1.0', { body: index, headers: { 'content-type': types.index } })).status).toBe(201);

    const refused = await world.http('DELETE', `/v2/app/manifests/${small.digest}`);
    expect([refused.status, refused.error?.message]).toEqual([405, expect.stringContaining(`Requested image referenced by manifest list: [${digestOf(index)}]`)]);
    const { imageDetails } = await call<{ imageDetails: { imageDigest: string; imageSizeInBytes: number }[] }>('DescribeImages', { repositoryName: 'app' });
    const sizeOf = (digest: string) => imageDetails.find(({ imageDigest }) => imageDigest === digest)?.imageSizeInBytes;
    expect(sizeOf(digestOf(index))).toBe(sizeOf(large.digest));

    expect((await world.http('DELETE', `/v2/app/manifests/${digestOf(index)}`)).status).toBe(202);
    expect((await world.http('DELETE', `/v2/app/manifests/${small.digest}`)).status).toBe(202);
  });

  test('what was pushed about an image is found by it', async () => {
    const { digest } = await world.pushImage('app', '1.0', 'one');
    const config = await world.pushBlob('app', '{}');
    const signature = manifestOf(config, [], { mediaType: types.oci, artifactType: 'application/x-signature', subject: { digest }, annotations: { by: 'me' } });
    await world.http('PUT', `/v2/app/manifests/${digestOf(signature)}`, { body: signature, headers: { 'content-type': types.oci } });

    const found = { mediaType: types.oci, digest: digestOf(signature), size: signature.length, artifactType: 'application/x-signature', annotations: { by: 'me' } };
    const { text } = await world.http('GET', `/v2/app/referrers/${digest}`);
    expect(JSON.parse(text)).toMatchObject({ manifests: [found] });
    const filtered = await world.http('GET', `/v2/app/referrers/${digest}?artifactType=other`);
    expect([JSON.parse(filtered.text), filtered.headers['oci-filters-applied']]).toMatchObject([{ manifests: [] }, 'artifactType']);
  });
});

describe('what is left on the disk', () => {
  test('a layer goes with the last image that uses it', async () => {
    await world.createRepository('other');
    const shared = digestOf('shared');
    const one = await world.pushImage('app', '1.0', 'shared');
    await world.pushImage('other', '1.0', 'shared');
    expect((await world.http('DELETE', `/v2/app/manifests/${one.digest}`)).status).toBe(202);
    expect((await world.http('GET', `/v2/app/blobs/${shared}`)).status).toBe(404);
    expect((await world.http('GET', `/v2/other/blobs/${shared}`)).text).toBe('shared');

    await call('DeleteRepository', { repositoryName: 'other', force: true });
    expect(existsSync(fileOf(shared))).toBe(false);
  });

  test('a layer that a push has just been told of outlives the image it came with', async () => {
    const old = await world.pushImage('app', 'old', 'base');
    const base = digestOf('base');
    expect((await world.http('HEAD', `/v2/app/blobs/${base}`)).status).toBe(200);
    const config = await world.pushBlob('app', '{"new":true}');
    await world.http('DELETE', `/v2/app/manifests/${old.digest}`);
    const put = await world.http('PUT', '/v2/app/manifests/new', { body: manifestOf(config, [base]), headers: { 'content-type': types.docker } });
    expect(put.status).toBe(201);
  });

  test('a layer that no manifest came for goes when its time is over', async () => {
    const stray = await world.pushBlob('app', 'stray');
    const image = await world.pushImage('app', '1.0', 'one');
    world.clock.advance(11 * 60_000);
    await world.http('DELETE', `/v2/app/manifests/${image.digest}`);
    expect(existsSync(fileOf(stray))).toBe(false);
  });

  test('deleting a repository ends the uploads into it', async () => {
    const location = await begin();
    await world.http('PATCH', location, { body: 'x' });
    await call('DeleteRepository', { repositoryName: 'app' });
    expect(unfinished()).toEqual([]);
    expect((await world.http('PATCH', location, { body: 'x' })).error?.code).toBe('NAME_UNKNOWN');
  });

  test('after a restart the images are there and unfinished uploads are not', async () => {
    const { digest, manifest } = await world.pushImage('app', '1.0', 'one');
    const location = await begin();
    await world.http('PATCH', location, { body: 'half' });
    const nobodys = fileOf(digestOf('renamed, but killed before it was recorded'));
    mkdirSync(path.dirname(nobodys), { recursive: true });
    writeFileSync(nobodys, 'x');
    await world.stop();
    world = await startRegistryWorld({ stateDir });
    expect((await world.http('GET', `/v2/app/manifests/${digest}`)).text).toBe(manifest);
    expect((await world.http('GET', `/v2/app/blobs/${digestOf('one')}`)).text).toBe('one');
    expect([(await world.http('GET', location)).status, unfinished()]).toEqual([404, []]);
    expect(existsSync(nobodys)).toBe(false);
  });
});

test('twenty clients push at once, the same layers and their own', async () => {
  const pushes = await Promise.all(Array.from({ length: 20 }, (_, n) => world.pushImage('app', `v${n}`, `content ${n % 5}`)));
  expect(pushes.map(({ answer }) => answer.status)).toEqual(pushes.map(() => 201));
  expect(new Set(pushes.map(({ digest }) => digest)).size).toBe(5);
  expect((JSON.parse((await world.http('GET', '/v2/app/tags/list')).text) as { tags: string[] }).tags).toHaveLength(20);
  expect(unfinished()).toEqual([]);
});

test('two writers of one upload do not mix', async () => {
  const location = await begin();
  const first = request({ host: '127.0.0.1', port: Number(world.host.split(':')[1]), method: 'PATCH', path: location, headers: { authorization: await loginHeader() } });
  const answered = new Promise((resolve) => first.on('response', (response) => resolve(response.resume().statusCode)));
  first.write('first ');
  await vi.waitFor(async () => expect((await world.http('GET', location)).headers.range).toBe('0-5'), 20_000);

  const second = await world.http('PATCH', location, { body: 'second' });
  expect([second.status, second.error?.code]).toEqual([409, 'BLOB_UPLOAD_INVALID']);
  expect((await world.http('PUT', `${location}?digest=${digestOf('first ')}`)).status).toBe(409);
  first.end('last');
  expect(await answered).toBe(202);
  expect((await world.http('PUT', `${location}?digest=${digestOf('first last')}`)).status).toBe(201);
});

test('a refusal in the middle of a body leaves the connection usable', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: await loginHeader() };
  const over = { host: '127.0.0.1', port: Number(world.host.split(':')[1]), agent, headers };
  const status = (method: string, url: string, body?: Buffer) =>
    new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request({ ...over, method, path: url }, (response) => response.resume().on('end', () => resolve(response.statusCode)));
      outgoing.on('error', reject);
      if (body) outgoing.write(body);
      outgoing.end();
    });
  expect(await status('PUT', '/v2/app/manifests/1.0', Buffer.alloc(32 * 1024 * 1024, ' '))).toBe(413);
  expect(await status('GET', '/v2/')).toBe(200);
  agent.destroy();
});

test('an expired token says so', async () => {
  const authorization = await loginHeader();
  world.clock.advance(12 * 3_600_000 - 1);
  expect((await world.http('GET', '/v2/', { authorization })).status).toBe(200);
  world.clock.advance(1);
  const { status, error } = await world.http('GET', '/v2/', { authorization });
  expect([status, error]).toEqual([403, { code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }]);
});

async function loginHeader(): Promise<string> {
  const { authorizationData } = await call<{ authorizationData: { authorizationToken: string }[] }>('GetAuthorizationToken', {});
  return `Basic ${authorizationData[0]?.authorizationToken}`;
}
