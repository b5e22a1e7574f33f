import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Header } from 'tar';
import { expect, it } from 'vitest';
import { createPracticeEngine } from '../../src/containers/practice/practice-engine.js';
import { EngineError } from '../../src/containers/engine.js';
import { reportCount } from '../matrix/report-count.js';
import { startMemoryRegistry } from '../containers/memory-registry.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeCage } from './canary.js';

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Puts `by` where the path of numbers leads to. */
function spoil(value: Json, path: readonly number[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const child = (value as Record<string, Json>)[key] ?? null;
  return Array.isArray(value) ? value.map((each: Json, index) => (String(index) === key ? spoil(child, rest, by) : each)) : { ...value, [key]: spoil(child, rest, by) };
}

/** A layer with one file in it: a tar without any entry is none. */
function emptyFile(): Buffer {
  const head = Buffer.alloc(512);
  new Header({ path: 'file', type: 'File', mode: 0o644, size: 0, mtime: new Date(0) }).encode(head, 0);
  return Buffer.concat([head, Buffer.alloc(1024)]);
}

it('an image whose documents are spoilt anywhere is pulled, or refused in words; nothing is written outside', async () => {
  const registry = await startMemoryRegistry();
  const cage = makeCage(makeTempDir());
  const before = cage.fingerprint();
  const store = (bytes: Buffer, mediaType: string) => {
    registry.blobs.set(digestOf(bytes), bytes);
    return { mediaType, size: bytes.length, digest: digestOf(bytes) };
  };
  const layer = store(gzipSync(emptyFile()), 'application/vnd.docker.image.rootfs.diff.tar.gzip');
  const document = { architecture: 'amd64', os: 'linux', config: { Env: ['A=1'], Cmd: ['node'], WorkingDir: '/app', Labels: { a: 'b' } }, rootfs: { type: 'layers', diff_ids: [layer.digest] }, history: [{ created_by: 'x' }] };
  const spoilt = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, 5, -1, 1e308, '', [], {}, [null], '../../../outside/canary', 'sha256:../../../../outside/canary', `sha256:${'0'.repeat(64)}`, 'x'.repeat(10_000)));
  const counts = { pulled: 0, refused: 0 };
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('manifest', 'index', 'document', 'text', 'none'), fc.array(fc.nat(9), { maxLength: 4 }), spoilt, fc.string({ unit: 'binary' }), async (what, path, by, text) => {
      const engine = createPracticeEngine({ stateDir: join(cage.inside, String((run += 1))) });
      await engine.login({ registry: registry.host, username: 'AWS', password: 'secret' });
      const config = store(Buffer.from(JSON.stringify(what === 'document' ? (spoil(document, path, by) ?? null) : document)), 'application/vnd.docker.container.image.v1+json');
      const manifest = { schemaVersion: 2, mediaType: manifestType, config, layers: [layer] };
      const index = { schemaVersion: 2, mediaType: indexType, manifests: [{ ...layer, platform: { os: 'linux', architecture: 'amd64' } }] };
      const sent = what === 'manifest' ? spoil(manifest, path, by) : what === 'index' ? spoil(index, path, by) : manifest;
      const bytes = Buffer.from(what === 'text' ? text : (JSON.stringify(sent) ?? 'undefined'));
      registry.manifests.set('boyacky/web-app:1.0', { type: what === 'index' ? indexType : manifestType, bytes });
      const name = `${registry.host}/boyacky/web-app:1.0`;
      try {
        await engine.pull(name);
        // What was let in must not break who looks at it.
        await engine.inspectImage(name);
        await engine.listImages();
        counts.pulled += 1;
      } catch (error) {
        expect(error, `${what}: ${bytes.toString().slice(0, 300)}`).toBeInstanceOf(EngineError);
        counts.refused += 1;
      }
      expect(cage.fingerprint()).toEqual(before);
      expect(registry.requests.filter((line) => !/^(GET|HEAD) \/v2\//.test(line))).toEqual([]);
    }),
    { numRuns: 600, seed: 20261127 },
  );
  expect(counts.pulled).toBeGreaterThan(50);
  expect(counts.refused).toBeGreaterThan(100);
  reportCount(`hostile images: ${run} pulls, ${counts.refused} refused in words, ${counts.pulled} pulled, nothing outside touched`);
});
