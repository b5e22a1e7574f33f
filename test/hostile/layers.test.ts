import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { Header } from 'tar';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/containers/engine.js';
import { extractLayer } from '../../src/containers/practice/layers/extract-layer.js';
import { openPracticeStores } from '../../src/containers/practice/practice-stores.js';
import { reportCount } from '../matrix/report-count.js';
import { makeTempDir } from '../support/temp-dir.js';
import { makeCage } from './canary.js';

interface Entry {
  readonly path: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'BlockDevice' | 'FIFO';
  readonly linkpath?: string;
  readonly content?: string;
  readonly mode?: number;
}

function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, type = 'File', linkpath = '', content = '', mode = type === 'Directory' ? 0o755 : 0o644 }) => {
    const body = type === 'File' ? Buffer.from(content) : Buffer.alloc(0);
    const head = Buffer.alloc(512);
    new Header({ path, type, linkpath: type.endsWith('Link') ? linkpath : '', mode, size: body.length, mtime: new Date(0) }).encode(head, 0);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const link = (path: string, linkpath: string): Entry => ({ path, type: 'SymbolicLink', linkpath });
const hard = (path: string, linkpath: string): Entry => ({ path, type: 'Link', linkpath });

/** Everything that was unpacked: no bit that changes who runs it, no device, and no way out through a link. */
function expectTame(rootfs: string, folder = rootfs): void {
  const top = realpathSync(rootfs);
  // Not `recursive`: that would follow the very links that are looked at here, round and round.
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = lstatSync(path);
    expect(found.mode & 0o7000, `${path} has mode ${found.mode.toString(8)}`).toBe(0);
    expect(found.isFile() || found.isDirectory() || found.isSymbolicLink(), path).toBe(true);
    if (found.isDirectory()) expectTame(rootfs, path);
    if (!found.isSymbolicLink()) continue;
    // Links to nothing and circles lead nowhere.
    const end = realpathOf(path);
    if (end !== undefined) expect(end === top || end.startsWith(top + sep), `${path} leads to ${end}`).toBe(true);
  }
}

function realpathOf(path: string): string | undefined {
  try {
    // As the kernel does it: Node's own way reads "link/.." as text.
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

describe('a layer that means harm', () => {
  it.each<[string, Entry[]]>([
    ['writes through a link of its own', [link('a', '../outside'), { path: 'a/evil', content: 'x' }]],
    ['writes through an absolute link', [link('a', '/'), { path: 'a/outside/evil', content: 'x' }]],
    ['climbs from where another link leads', [{ path: 'd', type: 'Directory' }, link('d/x', '..'), link('y', 'd/x/..')]],
    ['climbs by a chain of links', [{ path: 'd/e', type: 'Directory' }, link('d/e/x', '../..'), link('z', 'd/e/x'), link('y', 'z/../d/e/x/../outside')]],
    ['writes through that chain', [{ path: 'd', type: 'Directory' }, link('d/x', '..'), link('y', 'd/x/..'), { path: 'y/outside/evil', content: 'x' }]],
    ['links hard through that chain', [{ path: 'd', type: 'Directory' }, link('d/x', '..'), link('y', 'd/x/..'), hard('h', 'y/outside/canary')]],
    ['links a link hard to where it leads out', [{ path: 'd/e', type: 'Directory' }, link('d/e/x', '../..'), hard('h', 'd/e/x')]],
    ['overwrites what it linked hard', [{ path: 'd', type: 'Directory' }, link('d/x', '..'), link('y', 'd/x/../outside/canary'), hard('h', 'y'), { path: 'h', content: 'x' }]],
    ['links hard to an absolute path', [hard('h', '/etc/passwd')]],
    // Without a check of its own this one never ended.
    ['links itself hard to what is below it', [hard('d', 'd/x')]],
    ['links itself to what is below it', [link('d', 'd/x')]],
    ['links itself to what is below it in other letters', [link('d', 'D/x')]],
    ['links what is below a file hard to that file', [{ path: 'a', content: 'x' }, hard('a/b', 'a')]],
    ['links hard to what is not there', [hard('h', 'nothing'), { path: 'nothing', content: 'x' }]],
    ['replaces its own root', [link('.', '../outside'), { path: 'evil', content: 'x' }]],
    ['brings devices', [{ path: 'sda', type: 'BlockDevice' }]],
    ['brings a pipe', [{ path: 'pipe', type: 'FIFO' }]],
    ['brings a program of root', [{ path: 'su', content: 'x', mode: 0o4755 }, { path: 'sg', content: 'x', mode: 0o2755 }, { path: 'tmp', type: 'Directory', mode: 0o3777 }]],
  ])('that %s is refused or tame', async (_, entries) => {
    const root = makeTempDir();
    const cage = makeCage(root);
    const before = cage.fingerprint();
    const file = join(cage.inside, 'layer.tar');
    writeFileSync(file, tarOf(entries));
    const rootfs = join(cage.inside, 'rootfs');
    // Outside of the image's root, but where one step upwards leads to.
    mkdirSync(join(cage.inside, 'outside'));
    writeFileSync(join(cage.inside, 'outside', 'canary'), 'x');
    await extractLayer(file, rootfs).then(() => expectTame(rootfs), (error: unknown) => expect(error).toBeInstanceOf(EngineError));
    expect(cage.fingerprint()).toEqual(before);
    expect(readdirSync(join(cage.inside, 'outside'))).toEqual(['canary']);
    expect(lstatSync(join(cage.inside, 'outside', 'canary')).nlink).toBe(1);
  });

  it('that only looks like it is unpacked: links to their own folder, by the name of a folder above, to a neighbour', async () => {
    const dir = makeTempDir();
    const file = join(dir, 'layer.tar');
    writeFileSync(file, tarOf([{ path: 'bin/sh', content: 'x' }, link('bin/X11', '.'), link('a/b', 'a'), { path: 'a/a/f', content: 'y' }, hard('bin/bash', 'bin/sh')]));
    await extractLayer(file, join(dir, 'rootfs'));
    const read = (path: string) => readFileSync(join(dir, 'rootfs', path), 'utf8');
    expect([read('bin/X11/sh'), read('a/b/f'), read('bin/bash')]).toEqual(['x', 'y', 'x']);
  });

  it('of any kind, one on top of another, reaches nothing outside', async () => {
    const names = fc.constantFrom('a', 'b', 'd', 'a/b', 'd/x', 'd/x/y', './a', '.', '..', '../outside/canary', '/etc/passwd', 'a/../../outside', 'a//b', 'c\\d', '.wh.a', 'd/.wh..wh..opq', '.wh...', '.wh..', '@a', 'node_modules/p', 'node_modules/p/i.js');
    const targets = fc.oneof(fc.constantFrom('a', 'b', 'd', 'x', '..', 'd/..', '/d'), names, fc.constantFrom('..', '../..', 'd/x/..', 'a/../..', 'd/x/../outside', '../outside/canary', '/', '/../outside', 'loop', '.'));
    const entry: fc.Arbitrary<Entry> = fc.record({
      path: fc.oneof({ weight: 30, arbitrary: fc.constantFrom('a', 'b', 'd', 'd/x', 'e/f', 'node_modules/p/i.js', '.wh.a', 'd/.wh..wh..opq') }, { weight: 3, arbitrary: names }, { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }) }),
      type: fc.constantFrom<NonNullable<Entry['type']>[]>('File', 'File', 'File', 'Directory', 'Directory', 'SymbolicLink', 'SymbolicLink', 'Link', 'CharacterDevice'),
      linkpath: targets,
      content: fc.constantFrom('', 'evil'),
      mode: fc.constantFrom(0o644, 0o755, 0o4755, 0o2755, 0o1777),
    });
    const root = makeTempDir();
    const cage = makeCage(root);
    const before = cage.fingerprint();
    const counts = { refused: 0, unpacked: 0 };
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), async (layers) => {
        const home = join(cage.inside, String((run += 1)));
        mkdirSync(home);
        const { blobs, trees } = openPracticeStores(join(home, 'state'));
        const stored = [];
        for (const [index, entries] of layers.entries()) {
          const file = join(home, `${index}.tar`);
          writeFileSync(file, tarOf(entries));
          stored.push({ ...(await blobs.adopt(file)), diffId: '', contentSize: 0 });
        }
        const rootfs = join(home, 'rootfs');
        try {
          await trees.stack(stored, rootfs, { share: true });
          expectTame(rootfs);
          counts.unpacked += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
          counts.refused += 1;
        }
        expect(readdirSync(home).sort()).toEqual(['rootfs', 'state']);
        expect(cage.fingerprint()).toEqual(before);
      }),
      { numRuns: 400, seed: 20261127 },
    );
    expect(counts.unpacked).toBeGreaterThan(50);
    expect(counts.refused).toBeGreaterThan(50);
    reportCount(`hostile layers: ${run} images, ${counts.refused} refused, ${counts.unpacked} unpacked and tame, nothing outside touched`);
  });
});
