import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Lock {
  readonly version: string;
  readonly packages: Readonly<Record<string, { readonly version: string; readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }>>;
}

describe.each(['sample-app', 'templates/fix-1.1'])('the packages of %s', (folder) => {
  const manifest = JSON.parse(read(`${folder}/package.json`)) as { version: string; dependencies: Record<string, string>; devDependencies: Record<string, string> };
  const lock = JSON.parse(read(`${folder}/package-lock.json`)) as Lock;

  test('are pinned, and the lock file holds what is pinned', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
    }
  });

  test('are locked under the version of the app', () => {
    expect([lock.version, lock.packages['']?.version]).toEqual([manifest.version, manifest.version]);
  });

  test('come from whichever registry the learner uses, and are checked by their digest', () => {
    const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(locked.length).toBeGreaterThan(10);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });
});

test('no installed packages are shipped with the sample app', () => {
  expect(existsSync(new URL('../../sample-app/node_modules', import.meta.url))).toBe(false);
});
