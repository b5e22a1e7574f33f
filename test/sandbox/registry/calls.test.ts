import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Call, RegistryWorld } from './registry-world.js';
import { digestOf, manifestOf, startRegistryWorld, types } from './registry-world.js';

const layer = 'twelve bytes';
const config = '{"architecture":"amd64"}';
const unknown = digestOf('never pushed');
const manifest = manifestOf(digestOf(config), [digestOf(layer)]);
const tooLarge = manifestOf(digestOf(config), [digestOf(layer)], { filler: 'x'.repeat(4 * 1024 * 1024) });
const missing = "The repository with name 'no/such' does not exist in the registry with id '123456789012'";

interface Row {
  readonly name: string;
  readonly does: readonly [method: string, path: string, call?: Call];
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const put = (body: string, type: string = types.docker): Call => ({ body, headers: { 'content-type': type } });

const rows: readonly Row[] = [
  { name: 'the base', does: ['GET', '/v2/'], status: 200, headers: { 'docker-distribution-api-version': 'registry/2.0' } },
  { name: 'the base by HEAD', does: ['HEAD', '/v2/'], status: 200 },
  { name: 'the base by POST', does: ['POST', '/v2/'], status: 405, code: 'UNSUPPORTED' },
  {
    name: 'no credentials',
    does: ['GET', '/v2/', { authorization: '' }],
    status: 401,
    text: 'Not Authorized\n',
    headers: { 'content-length': '15', 'content-type': 'text/plain; charset=utf-8', 'docker-distribution-api-version': 'registry/2.0' },
  },
  { name: 'a password nobody gave', does: ['GET', '/v2/', { authorization: `Basic ${btoa('AWS:guess')}` }], status: 400 },
  { name: 'a user that is none', does: ['GET', '/v2/', { authorization: `Basic ${btoa('me:guess')}` }], status: 401 },
  { name: 'a password of before, at what is not the login', does: ['PUT', '/v2/app/manifests/1.0', { authorization: `Basic ${btoa('AWS:guess')}`, ...put('{}') }], status: 401 },
  { name: 'a bearer token', does: ['GET', '/v2/', { authorization: 'Bearer abc' }], status: 401 },
  { name: 'no credentials, deep path', does: ['PUT', '/v2/app/manifests/1.0', { authorization: '', ...put('{}') }], status: 401 },

  { name: 'a blob', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`], status: 200, text: layer, headers: { 'content-length': '12', 'docker-content-digest': digestOf(layer) } },
  { name: 'a blob by HEAD', does: ['HEAD', `/v2/app/blobs/${digestOf(layer)}`], status: 200, text: '', headers: { 'content-length': '12' } },
  { name: 'an escaped digest', does: ['GET', `/v2/app/blobs/${encodeURIComponent(digestOf(layer))}`], status: 200, text: layer },
  { name: 'a range', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`, { headers: { range: 'bytes=7-8' } }], status: 206, text: 'by', headers: { 'content-range': 'bytes 7-8/12' } },
  { name: 'an open range', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`, { headers: { range: 'bytes=7-' } }], status: 206, text: 'bytes' },
  { name: 'the last bytes', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`, { headers: { range: 'bytes=-5' } }], status: 206, text: 'bytes' },
  { name: 'a range past the end', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`, { headers: { range: 'bytes=12-' } }], status: 416, headers: { 'content-range': 'bytes */12' } },
  { name: 'a range that is none', does: ['GET', `/v2/app/blobs/${digestOf(layer)}`, { headers: { range: 'lines=1-2' } }], status: 200, text: layer },
  { name: 'a blob of another repository', does: ['GET', `/v2/other/blobs/${digestOf(layer)}`], status: 404, code: 'BLOB_UNKNOWN' },
  { name: 'an unknown blob', does: ['HEAD', `/v2/app/blobs/${unknown}`], status: 404, text: '' },
  { name: 'a digest that is none', does: ['GET', '/v2/app/blobs/sha256:abc'], status: 400, code: 'DIGEST_INVALID' },
  { name: 'a digest of another kind', does: ['GET', `/v2/app/blobs/sha512:${'a'.repeat(128)}`], status: 400, code: 'DIGEST_INVALID' },
  { name: 'deleting a blob', does: ['DELETE', `/v2/app/blobs/${digestOf(layer)}`], status: 405, code: 'UNSUPPORTED', headers: { allow: 'HEAD, GET' } },

  { name: 'an upload to a missing repository', does: ['POST', '/v2/no/such/blobs/uploads/'], status: 404, code: 'NAME_UNKNOWN', message: missing },
  { name: 'a pull from a missing repository', does: ['GET', '/v2/no/such/manifests/1.0'], status: 404, code: 'NAME_UNKNOWN', message: missing },
  { name: 'an upload begins', does: ['POST', '/v2/app/blobs/uploads/'], status: 202, headers: { range: '0-0', 'content-length': '0' } },
  { name: 'a whole blob at once', does: ['POST', `/v2/app/blobs/uploads/?digest=${digestOf('once')}`, { body: 'once' }], status: 201, headers: { 'docker-content-digest': digestOf('once') } },
  { name: 'a whole blob with another digest', does: ['POST', `/v2/app/blobs/uploads/?digest=${unknown}`, { body: 'once' }], status: 400, code: 'DIGEST_INVALID' },
  { name: 'a whole blob with no digest at all', does: ['POST', '/v2/app/blobs/uploads/?digest=', { body: 'once' }], status: 400, code: 'DIGEST_INVALID' },
  { name: 'a mount', does: ['POST', `/v2/mounted/blobs/uploads/?mount=${digestOf(layer)}&from=app`], status: 201, headers: { location: `/v2/mounted/blobs/${digestOf(layer)}` } },
  { name: 'a mount of what is not there', does: ['POST', `/v2/mounted/blobs/uploads/?mount=${unknown}&from=app`], status: 202 },
  { name: 'a mount from nowhere', does: ['POST', `/v2/mounted/blobs/uploads/?mount=${digestOf(layer)}&from=../app`], status: 202 },
  { name: 'a part of an unknown upload', does: ['PATCH', '/v2/app/blobs/uploads/0000', { body: 'x' }], status: 404, code: 'BLOB_UPLOAD_UNKNOWN' },
  { name: 'the end of an unknown upload', does: ['PUT', `/v2/app/blobs/uploads/0000?digest=${unknown}`], status: 404, code: 'BLOB_UPLOAD_UNKNOWN' },
  { name: 'an upload id with a path in it', does: ['PATCH', '/v2/app/blobs/uploads/..%2F..%2Fjournal.jsonl', { body: 'x' }], status: 404 },

  { name: 'a manifest by tag', does: ['GET', '/v2/app/manifests/1.0'], status: 200, text: manifest, headers: { 'content-type': types.docker, 'docker-content-digest': digestOf(manifest) } },
  { name: 'a manifest by digest', does: ['GET', `/v2/app/manifests/${digestOf(manifest)}`], status: 200, text: manifest },
  { name: 'a manifest by HEAD', does: ['HEAD', '/v2/app/manifests/1.0'], status: 200, text: '', headers: { 'content-length': String(manifest.length) } },
  { name: 'a missing tag', does: ['GET', '/v2/app/manifests/9.9'], status: 404, code: 'MANIFEST_UNKNOWN', message: 'Requested image not found' },
  { name: 'a missing digest', does: ['GET', `/v2/app/manifests/${unknown}`], status: 404, code: 'MANIFEST_UNKNOWN', message: 'Requested image not found' },
  { name: 'the same manifest again', does: ['PUT', '/v2/app/manifests/1.0', put(manifest)], status: 201, headers: { 'docker-content-digest': digestOf(manifest) } },
  { name: 'a manifest under another digest', does: ['PUT', `/v2/app/manifests/${unknown}`, put(manifest)], status: 400, code: 'DIGEST_INVALID' },
  {
    name: 'a manifest whose layer is missing',
    does: ['PUT', '/v2/app/manifests/2.0', put(manifestOf(digestOf(config), [unknown]))],
    status: 404,
    code: 'MANIFEST_BLOB_UNKNOWN',
    message: `Layers with digests '[${unknown}]' required for pushing image into repository with name 'app' in the registry with id '123456789012' do not exist`,
  },
  {
    name: 'an index whose image is missing',
    does: ['PUT', '/v2/app/manifests/2.0', put(JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: [{ digest: unknown }] }), types.index)],
    status: 404,
    code: 'MANIFEST_BLOB_UNKNOWN',
  },
  {
    name: 'a manifest about something that nobody pushed',
    does: ['PUT', '/v2/app/manifests/signature', put(manifestOf(digestOf(config), [], { subject: { digest: unknown }, artifactType: 'application/x-signature' }))],
    status: 201,
    headers: { 'oci-subject': unknown },
  },
  { name: 'no JSON', does: ['PUT', '/v2/app/manifests/2.0', put('{')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'an empty manifest', does: ['PUT', '/v2/app/manifests/2.0', put('')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'JSON null', does: ['PUT', '/v2/app/manifests/2.0', put('null')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'a list', does: ['PUT', '/v2/app/manifests/2.0', put('[]')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'schema 1', does: ['PUT', '/v2/app/manifests/2.0', put('{"schemaVersion":1}')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'layers that are no list', does: ['PUT', '/v2/app/manifests/2.0', put(manifestOf(digestOf(config), [], { layers: 5 }))], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'a layer that is null', does: ['PUT', '/v2/app/manifests/2.0', put(manifestOf(digestOf(config), [], { layers: [null] }))], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'a layer with a path for a digest', does: ['PUT', '/v2/app/manifests/2.0', put(manifestOf('sha256:../../etc/passwd', []))], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'no config', does: ['PUT', '/v2/app/manifests/2.0', put(manifestOf('', [], { config: undefined }))], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'a media type of its own', does: ['PUT', '/v2/app/manifests/2.0', put(manifest, 'text/html')], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'bytes that are not UTF-8', does: ['PUT', '/v2/app/manifests/2.0', { body: Buffer.from([0x7b, 0xff, 0x7d]) }], status: 400, code: 'MANIFEST_INVALID' },
  { name: 'a manifest that is too large', does: ['PUT', '/v2/app/manifests/2.0', put(tooLarge)], status: 413, code: 'SIZE_INVALID' },
  { name: 'the same, its length not told', does: ['PUT', '/v2/app/manifests/2.0', { ...put(tooLarge), headers: { 'transfer-encoding': 'chunked' } }], status: 413, code: 'SIZE_INVALID' },
  { name: 'a tag that is none', does: ['PUT', '/v2/app/manifests/-x', put(manifest)], status: 400, code: 'TAG_INVALID' },
  { name: 'a tag that is too long', does: ['GET', `/v2/app/manifests/${'x'.repeat(129)}`], status: 400, code: 'TAG_INVALID' },
  { name: 'a POST of a manifest', does: ['POST', '/v2/app/manifests/1.0'], status: 405, code: 'UNSUPPORTED' },
  { name: 'deleting a missing manifest', does: ['DELETE', '/v2/app/manifests/9.9'], status: 404, code: 'MANIFEST_UNKNOWN' },

  { name: 'referrers of what has none', does: ['GET', `/v2/app/referrers/${digestOf(manifest)}`], status: 200, text: JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests: [] }), headers: { 'content-type': types.index } },
  { name: 'referrers of no digest', does: ['GET', '/v2/app/referrers/1.0'], status: 400, code: 'DIGEST_INVALID' },
  { name: 'tags of an empty repository', does: ['GET', '/v2/other/tags/list'], status: 200, text: '{"name":"other","tags":[]}' },
  { name: 'a number of tags that is none', does: ['GET', '/v2/app/tags/list?n=-1'], status: 400, code: 'PAGINATION_NUMBER_INVALID' },

  { name: 'an upper-case name', does: ['GET', '/v2/App/manifests/1.0'], status: 400, code: 'NAME_INVALID' },
  { name: 'a name of one letter', does: ['GET', '/v2/a/manifests/1.0'], status: 400, code: 'NAME_INVALID' },
  { name: 'a name with dots in it', does: ['GET', '/v2/app/%2e%2e/other/manifests/1.0'], status: 400, code: 'NAME_INVALID' },
  { name: 'a name with a NUL in it', does: ['GET', '/v2/app%00/manifests/1.0'], status: 400, code: 'NAME_INVALID' },
  { name: 'a name with a line end in it', does: ['GET', '/v2/app%0a/manifests/1.0'], status: 400, code: 'NAME_INVALID' },
  { name: 'a name that is too long', does: ['GET', `/v2/${'x'.repeat(257)}/manifests/1.0`], status: 400, code: 'NAME_INVALID' },
  { name: 'a broken escape', does: ['GET', '/v2/app/manifests/%zz'], status: 404, code: 'UNSUPPORTED' },
  { name: 'a path of nothing', does: ['GET', '/v2/app'], status: 404, code: 'UNSUPPORTED' },
  { name: 'a method of nobody', does: ['PROPFIND', '/v2/app/manifests/1.0'], status: 405, code: 'UNSUPPORTED' },
];

let world: RegistryWorld;
beforeAll(async () => {
  world = await startRegistryWorld();
  for (const name of ['app', 'other', 'mounted']) await world.createRepository(name);
  await world.pushBlob('app', layer);
  await world.pushBlob('app', config);
  expect((await world.http('PUT', '/v2/app/manifests/1.0', put(manifest))).status).toBe(201);
});
afterAll(() => world.stop());

test.each(rows)('$name', async ({ does, status, code, message, text, headers = {} }) => {
  const answer: Answer = await world.http(...does);
  expect({ status: answer.status, code: answer.error?.code }, answer.text).toEqual({ status, code: code ?? answer.error?.code });
  if (message !== undefined) expect(answer.error?.message).toBe(message);
  if (text !== undefined) expect(answer.text).toBe(text);
  expect(answer.headers).toMatchObject(headers);
});

test('the 401 names this registry', async () => {
  const { headers } = await world.http('GET', '/v2/', { authorization: '' });
  expect(headers['www-authenticate']).toBe(`Basic realm="http://${world.host}/",service="ecr.amazonaws.com"`);
});
