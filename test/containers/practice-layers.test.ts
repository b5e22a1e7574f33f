import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Header } from 'tar';
import { describe, expect, it } from 'vitest';
import { readLayerEntries } from '../../src/containers/practice/layers/read-layer-entries.js';
import { resolveInRootfs } from '../../src/containers/practice/layers/resolve-in-rootfs.js';
import { applyWhiteouts } from '../../src/containers/practice/layers/apply-whiteouts.js';
import { extractLayer } from '../../src/containers/practice/layers/extract-layer.js';
import { openPracticeStores } from '../../src/containers/practice/practice-stores.js';
import { makeTempDir, writeFiles } from './practice-app.js';

interface Entry {
  path: string;
  type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice';
  linkpath?: string;
  content?: string;
}

/** A tar as nobody's tool would make it. */
async function writeTar(file: string, entries: readonly Entry[]): Promise<string> {
  const blocks = entries.flatMap(({ path, type = 'File', linkpath = '', content = '' }) => {
    const header = new Header({ path, type, linkpath, mode: type === 'Directory' ? 0o755 : 0o644, size: Buffer.byteLength(content), mtime: new Date(0) });
    const head = Buffer.alloc(512);
    header.encode(head, 0);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
    body.write(content);
    return [head, body];
  });
  await writeFile(file, Buffer.concat([...blocks, Buffer.alloc(1024)]));
  return file;
}

describe('a layer from a registry', () => {
  it.each<[string, Entry[], RegExp]>([
    ['a path upwards', [{ path: '../evil', content: 'x' }], /invalid path "\.\.\/evil"/],
    ['a path upwards in the middle', [{ path: 'a/../../evil', content: 'x' }], /invalid path/],
    ['an absolute path', [{ path: '/evil', content: 'x' }], /invalid path "\/evil"/],
    ['a link upwards', [{ path: 'a/out', type: 'SymbolicLink', linkpath: '../../evil' }], /the link "a\/out" -> "\.\.\/\.\.\/evil" reaches outside the image/],
    ['a link up and down', [{ path: 'out', type: 'SymbolicLink', linkpath: 'a/../../evil' }], /reaches outside/],
    ['a hard link upwards', [{ path: 'out', type: 'Link', linkpath: '../evil' }], /invalid path "\.\.\/evil"/],
    ['a device', [{ path: 'dev/null', type: 'CharacterDevice' }], /a layer with a CharacterDevice \("dev\/null"\) is not supported/],
  ])('with %s is refused before anything is written', async (_, entries, message) => {
    const dir = await makeTempDir();
    const layer = await writeTar(join(dir, 'layer.tar'), [{ path: 'good', content: 'x' }, ...entries]);
    await expect(extractLayer(layer, join(dir, 'deep', 'rootfs'))).rejects.toThrow(message);
    expect(existsSync(join(dir, 'deep', 'rootfs', 'good'))).toBe(false);
    expect(existsSync(join(dir, 'deep', 'evil'))).toBe(false);
  });

  it('that is not a tar at all is refused', async () => {
    const dir = await makeTempDir();
    await writeFile(join(dir, 'layer'), Buffer.alloc(2048, 0x5a));
    await expect(readLayerEntries(join(dir, 'layer'))).rejects.toThrow(/failed to register layer/);
  });

  it('may have absolute links: they stay inside', async () => {
    const dir = await makeTempDir();
    const layer = await writeTar(join(dir, 'layer.tar'), [
      { path: 'bin', type: 'Directory' },
      { path: 'bin/busybox', content: 'box' },
      { path: 'usr/bin', type: 'Directory' },
      { path: 'usr/bin/sh', type: 'SymbolicLink', linkpath: '/bin/busybox' },
    ]);
    await extractLayer(layer, join(dir, 'rootfs'));
    expect(await readlink(join(dir, 'rootfs/usr/bin/sh'))).toBe('../../bin/busybox');
    expect(await readFile(join(dir, 'rootfs/usr/bin/sh'), 'utf8')).toBe('box');
  });

  it('covers what is below it, takes away what its whiteouts name, and is never written through a link', async () => {
    const dir = await makeTempDir();
    const { blobs, trees } = openPracticeStores(join(dir, 'state'));
    await writeFiles(dir, { 'outside/precious': 'x' });
    const stored = async (entries: readonly Entry[]) => {
      const { digest, size } = await blobs.adopt(await writeTar(join(dir, 'layer.tar'), entries));
      return { digest, size, diffId: digest, contentSize: 0 };
    };
    const layers = [
      await stored([{ path: 'a/keep', content: '1' }, { path: 'a/gone', content: '2' }, { path: 'b/old', content: '3' }, { path: 'c', content: '4' }, { path: 'd', type: 'SymbolicLink', linkpath: 'a' }, { path: 'app/node_modules/p/i.js', content: 'p' }]),
      await stored([{ path: 'a/.wh.gone' }, { path: 'b/.wh..wh..opq' }, { path: 'b/new', content: '5' }, { path: '.wh.c' }, { path: 'd/file', content: '6' }]),
    ];
    for (const name of ['one', 'two']) {
      const rootfs = join(dir, name);
      await trees.stack(layers, rootfs, { share: true });
      const paths = ['a/keep', 'a/gone', 'a/file', 'b/old', 'b/new', 'c', 'd/file', 'a/.wh.gone', 'app/node_modules/p/i.js'];
      expect(paths.filter((path) => existsSync(join(rootfs, path)))).toEqual(['a/keep', 'b/new', 'd/file', 'app/node_modules/p/i.js']);
      await writeFile(join(rootfs, 'a/keep'), 'changed in this container');
    }
    await trees.stack(layers, join(dir, 'three'), { share: true });
    expect(await readFile(join(dir, 'three/a/keep'), 'utf8')).toBe('1');
  });

  it('cannot reach out with a whiteout behind a link', async () => {
    const dir = await makeTempDir();
    await writeFiles(dir, { 'outside/precious': 'x' });
    await mkdir(join(dir, 'rootfs'));
    await symlink(join(dir, 'outside'), join(dir, 'rootfs', 'link'));
    await applyWhiteouts(join(dir, 'rootfs'), ['link/.wh.precious', '../outside/.wh.precious', '.wh..']);
    expect(existsSync(join(dir, 'outside/precious'))).toBe(true);
  });
});

describe('a path inside', () => {
  it('follows links as they look from inside and never leaves', async () => {
    const dir = await makeTempDir();
    const rootfs = await writeFiles(join(dir, 'rootfs'), { 'etc/name': 'x' });
    await symlink('/etc', join(rootfs, 'absolute'));
    await symlink('../../../..', join(rootfs, 'up'));
    await symlink('loop', join(rootfs, 'loop'));
    expect(await resolveInRootfs(rootfs, '/absolute/name')).toBe(join(rootfs, 'etc/name'));
    expect(await resolveInRootfs(rootfs, 'up/etc/../../../etc/name')).toBe(join(rootfs, 'etc/name'));
    expect(await resolveInRootfs(rootfs, '/not/there')).toBe(join(rootfs, 'not/there'));
    await expect(resolveInRootfs(rootfs, 'loop')).rejects.toThrow(/Too many levels/);
    expect((await lstat(rootfs)).isDirectory()).toBe(true);
  });
});
