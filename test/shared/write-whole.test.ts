import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from '../../src/shared/write-whole.js';
import { makeTempDir } from '../support/temp-dir.js';

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

it('a file has the mode that is asked for, whatever the old one had; without one it keeps its own', () => {
  const dir = makeTempDir();
  const file = join(dir, 'file');
  writeFileSync(file, 'old', { mode: 0o644 });
  writeWhole(file, 'new', { mode: 0o600 });
  expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['new', '600']);
  chmodSync(file, 0o755);
  writeWhole(file, 'newer');
  expect([readFileSync(file, 'utf8'), modeOf(file), ...readdirSync(dir)]).toEqual(['newer', '755', 'file']);
});

it('a link at its draft is not followed, a link to a file is', () => {
  const dir = makeTempDir();
  const [file, victim] = [join(dir, 'file'), join(dir, 'victim')];
  writeFileSync(victim, 'precious');
  symlinkSync(victim, `${file}.new.${process.pid}`);
  writeWhole(file, 'new', { mode: 0o600 });
  expect([readFileSync(victim, 'utf8'), lstatSync(file).isFile(), readFileSync(file, 'utf8')]).toEqual(['precious', true, 'new']);
  symlinkSync(file, join(dir, 'link'));
  writeWhole(join(dir, 'link'), 'through');
  expect([readFileSync(file, 'utf8'), lstatSync(join(dir, 'link')).isSymbolicLink()]).toEqual(['through', true]);
});

it('what is no file is left alone, and a failure leaves nothing behind', () => {
  const dir = makeTempDir();
  mkdirSync(join(dir, 'folder'));
  expect(() => writeWhole(join(dir, 'folder'), 'x')).toThrow(/no file/);
  expect(() => writeWhole('/dev/null', 'x')).toThrow(/no file/);
  expect(() => writeWhole(join(dir, 'missing', 'file'), 'x')).toThrow(/ENOENT/);
  expect(readdirSync(dir)).toEqual(['folder']);
  expect(existsSync('/dev/null')).toBe(true);
});
