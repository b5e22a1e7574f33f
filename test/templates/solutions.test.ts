import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const fromRoot = (path: string) => new URL(`../../${path}`, import.meta.url);

function readInstructions(path: string): string[] {
  return readFileSync(fromRoot(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the Dockerfile of chapter 3', () => {
  const dockerfile = readInstructions('templates/solutions/Dockerfile');

  test('installs the packages before it copies the source, so that the source alone spoils no cache', () => {
    const copyPackages = dockerfile.indexOf('COPY package*.json ./');
    const install = dockerfile.indexOf('RUN npm ci --omit=dev');
    const copyAll = dockerfile.findIndex((line) => /^COPY .*\. \.$/.test(line));
    expect(copyPackages).toBeGreaterThan(-1);
    expect(install).toBeGreaterThan(copyPackages);
    expect(copyAll).toBeGreaterThan(install);
  });

  test('starts the same program as npm start, on the port that it listens on', () => {
    const { scripts } = JSON.parse(readFileSync(fromRoot('sample-app/package.json'), 'utf8')) as { scripts: { start: string } };
    expect(dockerfile.at(-1)).toBe(`CMD ${JSON.stringify(scripts.start.split(' ')).replace(',', ', ')}`);
    expect(dockerfile).toContain('EXPOSE 8080');
  });
});

describe('the .dockerignore of chapter 3', () => {
  const ignored = readInstructions('templates/solutions/dockerignore');

  test('names needless files that the sample app really has', () => {
    const needless = ['.vscode', 'docs', 'test', 'README.md', 'jsconfig.json'];
    expect(ignored).toEqual(expect.arrayContaining(needless));
    expect(needless.filter((name) => !existsSync(fromRoot(`sample-app/${name}`)))).toEqual([]);
  });

  test('names what is made on the way', () => {
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'Dockerfile', '.dockerignore', '.git', '.env']));
  });

  test('keeps what running needs', () => {
    const needed = ['src', 'public', 'package.json', 'package-lock.json'];
    expect(ignored.filter((name) => needed.includes(name))).toEqual([]);
  });

  test('is left for the learner to write', () => {
    expect(existsSync(fromRoot('sample-app/Dockerfile'))).toBe(false);
    expect(existsSync(fromRoot('sample-app/.dockerignore'))).toBe(false);
  });
});

describe('the remarks', () => {
  test.each(['Dockerfile', 'dockerignore'])('of %s are in the language of the learner; what it says is the same in both', (name) => {
    expect(readInstructions(`templates/solutions/ja/${name}`)).toEqual(readInstructions(`templates/solutions/${name}`));
    expect(readFileSync(fromRoot(`templates/solutions/${name}`), 'utf8')).not.toMatch(/[ぁ-ん]/);
  });
});
