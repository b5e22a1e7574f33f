import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const app = fileURLToPath(new URL('../../sample-app', import.meta.url));
const fix = fileURLToPath(new URL('../../templates/fix-1.1', import.meta.url));
const fixedApp = mkdtempSync(join(tmpdir(), 'boyacky-fixed-'));
cpSync(app, fixedApp, { recursive: true });
cpSync(fix, fixedApp, { recursive: true });
afterAll(() => rmSync(fixedApp, { recursive: true }));

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();

const linesOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8').split('\n');

/** The lines of the fixed file that the original has not, and the other way round. */
function compare(file: string): { added: string[]; removed: string[] } {
  const before = linesOf(app, file);
  const after = linesOf(fix, file);
  return {
    added: after.filter((line) => !before.includes(line)),
    removed: before.filter((line) => !after.includes(line)),
  };
}

test('the fix is four files, and each replaces one of the app', () => {
  expect(filesIn(fix)).toEqual(['package-lock.json', 'package.json', 'src/boyaki.js', 'src/page.js']);
  expect(filesIn(fixedApp)).toEqual(filesIn(app));
});

test.each(['package.json', 'package-lock.json'])('%s differs in the version only', (file) => {
  const { added, removed } = compare(file);
  expect([...new Set(removed.map((line) => line.trim()))]).toEqual(['"version": "1.0.0",']);
  expect([...new Set(added.map((line) => line.trim()))]).toEqual(['"version": "1.1.0",']);
});

test('the page differs in maxlength only', () => {
  const { added, removed } = compare('src/page.js');
  expect(added).toHaveLength(2);
  expect(added[0]).toBe("import { LIMIT } from './boyaki.js';");
  expect(removed).toEqual([added[1]?.replace(' maxlength="${LIMIT}"', '')]);
});

test('the functions differ in the cut only', () => {
  const { added, removed } = compare('src/boyaki.js');
  const code = removed.filter((line) => !line.trim().startsWith('*'));
  expect(code).toHaveLength(1);
  expect(added).toContain(code[0]?.replace('boyaki: text', 'boyaki: cutToLimit(text)'));
  expect(added.length).toBeLessThan(20);
});

test('every module of the fixed app is sound and finds the modules beside it', () => {
  const modules = filesIn(fixedApp).filter((file) => file.endsWith('.js'));
  for (const file of modules) {
    execFileSync(process.execPath, ['--check', join(fixedApp, file)]);
    for (const [, sibling] of readFileSync(join(fixedApp, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      expect(existsSync(join(fixedApp, file, '..', sibling ?? '')), `${file} imports ${sibling}`).toBe(true);
    }
  }
  expect(modules).toContain('src/server.js');
});
