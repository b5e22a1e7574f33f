import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOfRun } from '../../src/cli/language-of-run.js';
import { errorLines } from '../../src/cli/render/report-error.js';
import { packageRoot } from '../../src/shared/package-root.js';
import { UserError } from '../../src/shared/user-error.js';
import { runCli } from '../support/run-cli.js';
import { makeTempDir } from '../support/temp-dir.js';

describe('an error', () => {
  const error = new UserError('x', { ja: '何か', en: 'something' }, { why: 'as AWS says', next: { ja: '打つもの', en: 'what to type' } });

  it('speaks both languages; a script sees English', () => {
    expect(errorLines(error, 'ja').join('\n')).toMatch(/何か\n {2}as AWS says\n.*次に:.* 打つもの$/);
    expect(errorLines(error, 'en').join('\n')).toMatch(/something\n {2}as AWS says\n.*next:.* what to type$/);
    expect([error.message, error.why, error.next]).toEqual(['something', 'as AWS says', 'what to type']);
  });

  it('says in both languages what happened, wherever it is made', () => {
    const files = readdirSync(join(packageRoot(), 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(300);
    const made = files.flatMap((file) => [...readFileSync(join(packageRoot(), 'src', file), 'utf8').matchAll(/new UserError\([\w'.-]+, (.{20})/g)].map(([, message]) => `${file}: ${message}`));
    expect(made.length).toBeGreaterThan(40);
    expect(made.filter((each) => /^[^:]+: ['"`]/.test(each))).toEqual([]);
  });

  it('is told in the language that was asked for, by the program', async () => {
    const cwd = makeTempDir();
    const ja = await runCli(['verify', 'no.such-step', '--lang', 'ja'], { cwd });
    expect([ja.exitCode, ja.stderr.includes('no.such-step という章やステップはありません'), ja.stderr.includes('次に: boyacky-lab list')]).toEqual([2, true, true]);
    const en = await runCli(['status', '--workspace', cwd, '--lang', 'en'], { cwd });
    expect([en.exitCode, en.stderr.includes('There is no workshop here yet'), en.stderr.includes('next: boyacky-lab start')]).toEqual([3, true, true]);
  });

  it('goes by the flag, then by the environment', () => {
    const cwd = makeTempDir();
    expect(languageOfRun(['list', '--lang', 'ja'], { LANG: 'en_US.UTF-8' }, cwd)).toBe('ja');
    expect(languageOfRun(['list', '--lang', 'xx'], { LANG: 'ja_JP.UTF-8' }, cwd)).toBe('ja');
    expect(languageOfRun(['list'], {}, cwd)).toBe('en');
  });
});
