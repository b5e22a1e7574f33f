import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { reportCount } from '../matrix/report-count.js';
import { digestOf, manifestOf, startRegistryWorld, types } from '../sandbox/registry/registry-world.js';
import { makeTempDir } from '../support/temp-dir.js';
import { canaryText, makeCage } from './canary.js';

const seed = 20261127;
const inTimeMs = 10_000;

/** As it may stand on the request line: every byte of it, but none that would end the line or the path. */
const written = (text: string) => [...Buffer.from(text)].map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`)).join('');

const climbs = fc.constantFrom('..', '../outside', '%2e%2e', '%2e%2e%2foutside%2fcanary', '..%2f..%2foutside%2fcanary', '%2e%2e/%2e%2e/outside/canary', '..%5c..%5coutside', '%252e%252e%252foutside', '/etc/passwd', '%2fetc%2fpasswd', '%00', 'app%00', 'app%2f..%2f..', 'app/../..', '....//', '.', '', '%', '%zz', '%c0%ae%c0%ae', 'a'.repeat(5000), `${'a/'.repeat(2000)}a`, '__proto__', 'constructor', 'APP', 'file:///etc/passwd', 'C:%5cWindows', 'journal.jsonl', 'con', '-', '~root', '$(id)', '%0d%0aX-Evil:%201');
const nasty = fc.oneof({ weight: 3, arbitrary: climbs }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map(written) }, { weight: 1, arbitrary: fc.array(climbs, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')) });
const ranges = fc.constantFrom('bytes=-0', 'bytes=5-1', 'bytes=0-999999999999999999999', 'bytes=-1-2', 'bytes=0-0,2-3', 'bytes=--1', 'bytes=NaN-', '0-0', 'bytes=9007199254740993-', 'x'.repeat(3000), '0-5', '100-5', '5-2', '-1--5');
const tags = fc.oneof(nasty, fc.constantFrom('1.0', 'latest', `sha256:${'0'.repeat(64)}`, `sha512:${'0'.repeat(128)}`, 'sha256:../../outside/canary', 'sha256:../../../../outside/evil', `sha256:${'A'.repeat(64)}`));

const manifests = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.record({ schemaVersion: fc.constantFrom<unknown>(2, 1, '2', null), mediaType: fc.constantFrom<unknown>(types.docker, types.index, types.oci, 5, null, 'text/html'), config: fc.jsonValue(), layers: fc.jsonValue(), manifests: fc.jsonValue(), subject: fc.jsonValue(), annotations: fc.jsonValue() }, { requiredKeys: ['schemaVersion'] }).map((value) => Buffer.from(JSON.stringify(value))),
  fc.constantFrom(`{"schemaVersion":2,"layers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, manifestOf('sha256:../../../outside/canary', ['sha256:../../../outside/canary']), `{"schemaVersion":2,"__proto__":{"mediaType":"x"}}`, '\u{feff}{}', '').map((text) => Buffer.from(text)),
);

it('thousands of hostile requests to the registry: each is refused with a cause or served, and nothing outside its folder is touched', { timeout: 120_000 }, async () => {
  const cage = makeCage(makeTempDir());
  const before = cage.fingerprint();
  const world = await startRegistryWorld({ stateDir: cage.inside });
  onTestFinished(() => world.stop());
  await world.createRepository('app');
  await world.createRepository('other');
  const blob = await world.pushBlob('app', 'twelve bytes');
  const { manifest, digest } = await world.pushImage('app', '1.0', 'layer');
  const begun = await world.http('POST', '/v2/other/blobs/uploads/');
  const own = String((await world.http('POST', '/v2/app/blobs/uploads/')).headers['docker-upload-uuid']);
  const foreign = String(begun.headers['docker-upload-uuid']);
  const shape = listFolder(cage.inside);

  const names = fc.oneof({ weight: 2, arbitrary: fc.constant('app') }, { weight: 1, arbitrary: nasty });
  const references = fc.oneof(tags, fc.constantFrom(blob, digest, foreign));
  const paths = fc.oneof(
    fc.tuple(names, fc.constantFrom('blobs', 'manifests', 'referrers', 'blobs/uploads', 'tags'), references).map(([name, noun, reference]) => `/v2/${name}/${noun}/${reference}`),
    fc.tuple(names, fc.constantFrom('digest', 'mount', 'from', 'n', 'last', 'artifactType', 'digest=x&mount'), references).map(([name, key, value]) => `/v2/${name}/blobs/uploads/?mount=${blob}&from=${name}&${key}=${value}`),
    fc.tuple(names, fc.constantFrom('n', 'last'), nasty).map(([name, key, value]) => `/v2/${name}/tags/list?${key}=${value}`),
    nasty.map((path) => `/v2/${path}`),
    // The way by which a file comes to its name: an upload that is there, and what the client says it is.
    fc.tuple(fc.constantFrom('', own), references).map(([upload, reference]) => `/v2/app/blobs/uploads/${upload}?digest=${reference}`),
    references.map((reference) => `/v2/app/blobs/uploads/?from=${reference}&mount=${reference}&digest=${reference}`),
  );
  const requests = fc.record({ method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'), path: paths, body: manifests, range: ranges, ranged: fc.boolean(), type: fc.constantFrom(types.docker, types.oci, types.index, '', 'text/html', 'application/json; charset=\u00ff') });

  const answers = new Map<string, number>();
  const wrong: string[] = [];
  let sent = 0;
  for (const { method, path, body, range, ranged, type } of fc.sample(requests, { seed, numRuns: 5000 })) {
    // One that is there to the end, for as long as its owner does not take it away.
    if (method === 'DELETE' && path.includes(own)) continue;
    // The image that is asked for again at the end is not to be deleted by right of its owner.
    if (method === 'DELETE' && /^\/v2\/app\/manifests\/(1\.0|sha256)/.test(path)) continue;
    sent += 1;
    const started = Date.now();
    const headers = { ...(ranged ? { range, 'content-range': range } : {}), ...(type === '' ? {} : { 'content-type': type }) };
    const answer = await world.http(method, path, { headers, ...(['GET', 'HEAD', 'OPTIONS'].includes(method) ? {} : { body }) }).catch((error: unknown) => error as Error);
    const late = Date.now() - started > inTimeMs;
    const said = answer instanceof Error ? answer.message : `${answer.status} ${answer.error?.code ?? ''}`.trim();
    answers.set(said, (answers.get(said) ?? 0) + 1);
    if (answer instanceof Error || answer.status >= 500 || late || answer.text.includes(canaryText) || answer.text.includes('root:') || answer.headers['x-evil'] !== undefined) wrong.push(`${method} ${path.slice(0, 200)} → ${said}${late ? ' late' : ''}`);
  }
  expect(wrong).toEqual([]);
  expect(cage.fingerprint()).toEqual(before);
  // Inside, too, files are only where blobs and uploads belong, under names of our making.
  const after = listFolder(cage.inside);
  expect(after.filter((name) => !shape.includes(name)).filter((name) => !/\/blobs\/sha256\/[0-9a-f]{2}(\/[0-9a-f]{64})?$|\/uploads\/[0-9a-f-]{36}$/.test(name))).toEqual([]);
  // An upload belongs to the repository that it was begun in.
  expect((await world.http('GET', `/v2/app/blobs/uploads/${foreign}`)).status).toBe(404);
  expect((await world.http('GET', `/v2/other/blobs/uploads/${foreign}`)).status).toBe(204);
  expect((await world.http('GET', '/v2/app/manifests/1.0')).text).toBe(manifest);
  expect(digestOf((await world.http('GET', `/v2/app/blobs/${blob}`)).body)).toBe(blob);
  expect((await world.pushImage('app', '2.0', 'a good one')).answer.status).toBe(201);
  reportCount(`registry fuzz: ${sent} requests (seed ${seed}), ${answers.size} distinct answers, none of them 5xx, nothing outside touched`);
});

function listFolder(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = `${below}/${name}`;
    return lstatSync(join(folder, path)).isDirectory() ? [path, ...listFolder(folder, path)] : [path];
  });
}

it('the canary is read by whoever may: otherwise the test above would see nothing', () => {
  const cage = makeCage(makeTempDir());
  expect(readFileSync(join(cage.inside, '../outside/canary'), 'utf8')).toBe(canaryText);
});
