import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { gatherReports } from '../../../src/cli/gather-reports.js';
import { inertBlock, inertText } from '../../../src/cli/render/inert-text.js';
import { junitReport } from '../../../src/cli/render/junit-report.js';
import { markdownReport } from '../../../src/cli/render/markdown-report.js';
import { mergedReport } from '../../../src/cli/render/merged-report.js';
import { checked, jsonReport, textReport, type Report } from '../../../src/cli/render/verify-report.js';
import type { CourseStep, Verdict } from '../../../src/workshop/types.js';
import { cannotTell, done, notYet, plain, waiting } from '../../../src/workshop/verdict.js';
import { runCli } from '../../support/run-cli.js';
import { schemaErrors } from '../../support/schema-errors.js';
import { makeTempDir } from '../../support/temp-dir.js';
import { createScriptedTerminal } from '../lesson/scripted-terminal.js';

function reportOf(...verdicts: readonly Verdict[]): Report {
  const results = verdicts.map((verdict, index) => {
    const text = { title: `Step ${index}`, prose: '', hints: [] };
    const step = { id: `ecr.step-${index}`, chapter: 'ecr', chapterNumber: 4, text: { en: text, ja: { ...text, title: `ステップ ${index}` } } };
    return checked(step as unknown as CourseStep, verdict, 1500);
  });
  return { version: '0.1.0', target: 'sandbox', account: '********9012', region: 'ap-northeast-1', checkedAt: '2026-11-27T00:00:00.000Z', results };
}

const all = reportOf(done(plain('seen it')), notYet(plain('a'), plain('b'), plain('type c')), waiting(plain('w'), 0, plain('1 min')), cannotTell(plain('no keys'), plain('aws configure')));
const terminals = [createScriptedTerminal([], { language: 'en' }), createScriptedTerminal([], { language: 'ja' })];

/** What a terminal obeys, and what turns the direction of writing. */
const alive = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

describe('a report', () => {
  it.each(terminals.map((terminal) => [terminal.language, terminal] as const))('in %s says in every form what it could not tell', (_, terminal) => {
    const text = textReport(all, terminal);
    expect(text).toContain('no keys');
    expect(text).toMatch(/2/);
    const markdown = markdownReport(all, terminal);
    expect(markdown).toContain('********9012'.replaceAll('*', '\\*'));
    expect(markdown.split('\n## ').at(-1)).toContain('ecr.step-2');
    expect(markdown.split('\n## ').at(-1)).toContain('aws configure');
    expect(markdown.split('\n## ').at(-1)).not.toContain('ecr.step-1');
    expect(schemaErrors('verify-report', jsonReport(all, terminal.language))).toEqual([]);
    const junit = junitReport(all, terminal.language);
    expect(junit).toContain('tests="4" failures="1" errors="1" skipped="1" time="6.000"');
    expect(markdown.split('\n## ').at(-1)).toContain('1 min');
    expect(junit).toContain('<error type="cannot-tell" message="no keys">');
  });

  it('stays a report whatever was seen: XML that parses, a table that holds, nothing that comes alive', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('<script>alert(1)</script>', '</testcase>', '| x |\n| y |', ']]>', '"', '\u001b[2J', '\u009b2J', '\u202Egpj.exe', '![](http://evil)'), (noise, attack) => {
        const report = reportOf(done(plain(noise + attack)), notYet(plain(attack), plain(attack + noise), plain(attack)));
        const xml = junitReport(report, 'en');
        // No sign that XML 1.0 cannot hold, and no tag but ours.
        expect(xml).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
        const tags = new Set([...xml.matchAll(/<\/?([\w?]+)/g)].map(([, tag]) => tag));
        expect([...tags].every((tag) => ['?xml', 'testsuites', 'properties', 'property', 'testsuite', 'testcase', 'failure', 'error', 'skipped', 'system'].includes(tag ?? ''))).toBe(true);
        const page = markdownReport(report, terminals[0] as never);
        const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('ecr.step'));
        expect(rows).toHaveLength(2);
        for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
        expect(page).not.toMatch(/(?<!\\)<|\u001b|(?<!\\)!?\[[^\]]*\]\(/);
        // Neither as it is nor as what a reader of JSON makes of it.
        const read = JSON.parse(jsonReport(report, 'en')) as { results: Record<string, unknown>[] };
        const told = read.results.flatMap((result) => Object.values(result)).join('\n');
        for (const text of [told, jsonReport(report, 'en'), xml, page, textReport(report, terminals[0] as never)]) expect(text).not.toMatch(alive);
      }),
      { numRuns: 500 },
    );
  });

  it('names no account in what is handed on: not in an ARN, not in the address of an image', () => {
    const { verdict } = checked(all.results[0]?.step as CourseStep, done(plain('arn:aws:iam::123456789012:role/x'), plain('123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/a:1')), 1, { secret: '123456789012' });
    expect(JSON.stringify(verdict)).not.toContain('12345678');
    expect(JSON.stringify(verdict)).toContain('arn:aws:iam::********9012:role/x');
  });

  it('is inert text', () => {
    expect(inertText('a\u001b[31mb\u001b]0;title\u0007c\u202Ed\r\ne')).toBe('abcd e');
    expect(inertBlock('a\r\n  b\tc\u0085')).toBe('a\n  b\tc');
  });
});

describe('verify --merge', () => {
  function folderOf(files: Readonly<Record<string, string>>): string {
    const dir = makeTempDir();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
    return dir;
  }
  const report = jsonReport(all, 'en');

  it('gathers thirty reports into one table', async () => {
    const dir = folderOf(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`learner-${String(n).padStart(2, '0')}.json`, n === 7 ? jsonReport(reportOf(done()), 'en') : report])));
    const files = Array.from({ length: 30 }, (_, n) => join(dir, `learner-${String(n).padStart(2, '0')}.json`));
    const { exitCode, stdout } = await runCli(['verify', '--format', 'json', '--merge', ...files]);
    expect(exitCode).toBe(0);
    expect(schemaErrors('verify-merge', stdout)).toEqual([]);
    const { reports, steps } = JSON.parse(stdout) as { reports: { file: string; done: number; next: string; sameAs?: string }[]; steps: { id: string; done: number; of: number }[] };
    expect(reports).toHaveLength(30);
    expect(reports[7]).toMatchObject({ file: 'learner-07.json', done: 1, next: '' });
    expect(reports[8]).toMatchObject({ done: 1, next: 'ecr.step-1' });
    expect(steps[0]).toEqual({ id: 'ecr.step-0', done: 30, of: 30 });
    expect(steps[1]).toEqual({ id: 'ecr.step-1', done: 0, of: 29 });
    expect(reports.map(({ sameAs }) => sameAs).filter((same) => same !== undefined)).toEqual(Array<string>(28).fill('learner-00.json'));
    const out = join(dir, 'class.md');
    expect((await runCli(['verify', '--format', 'markdown', '--output', out, '--merge', ...files])).exitCode).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('| learner-07.json |');
    expect((statSync(out).mode & 0o777).toString(8)).toBe('600');
  }, 60_000);

  it('names what is no report, gathers the rest, and says so with its exit code', async () => {
    const dir = folderOf({ 'good.json': report, 'torn.json': report.slice(0, 100), 'other.json': '{"workshop":"another"}', 'null.json': 'null', 'list.json': '[]', 'odd.json': JSON.stringify({ ...JSON.parse(report), results: [5] }) });
    mkdirSync(join(dir, 'folder.json'));
    const names = ['good', 'torn', 'other', 'null', 'list', 'odd', 'folder', 'missing'].map((name) => join(dir, `${name}.json`));
    const { exitCode, stdout, stderr } = await runCli(['verify', '--merge', ...names]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('good.json');
    for (const name of names.slice(1)) expect(stderr).toContain(name);
    const none = await runCli(['verify', '--merge', ...names.slice(1)]);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain('next:');
  });

  it('lets nothing of a file into the terminal or the page, not by its name either', async () => {
    const evil = '\u001b[2J\u009b\u202E|<script>';
    const of = (change: object) => JSON.stringify({ ...(JSON.parse(report) as object), ...change });
    const dir = folderOf({ [`${evil.replace('/', '')}.json`]: report, [`${evil}2.json`]: `{"\u001b[31m\u0007` });
    const files = readdirSync(dir).map((name) => join(dir, name));
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout, stderr } = await runCli(['verify', '--format', format, '--merge', ...files]);
      expect(stderr).not.toMatch(alive);
      expect(stdout).not.toMatch(alive);
      if (format === 'json') expect(JSON.stringify(JSON.parse(stdout))).not.toMatch(/\\u0|\u202E/);
      else if (format === 'markdown') expect(stdout).not.toMatch(/(?<!\\)</);
    }
    for (const change of [{ region: '\u001b[2J' }, { account: 'x|<b>' }, { checkedAt: '2026-11-27T00:00:00Z\u0007' }, { target: '<b>' }]) {
      writeFileSync(join(dir, 'evil.json'), of(change));
      expect(gatherReports([join(dir, 'evil.json')]).reports).toEqual([]);
    }
  }, 60_000);

  it('masks an account id that somebody has unmasked', () => {
    const dir = folderOf({ 'bare.json': JSON.stringify({ ...(JSON.parse(report) as object), account: '123456789012' }) });
    const { reports } = gatherReports([join(dir, 'bare.json')]);
    expect(reports[0]?.account).toBe('********9012');
    for (const format of ['text', 'json', 'markdown'] as const) expect(mergedReport(reports, format, terminals[0] as never)).not.toContain('12345678');
  });

  it.each<[string, object]>([
    ['a step twice', { results: [1, 2].map(() => ({ id: 'ecr.push', chapter: 4, title: 'x', verdict: 'done' })) }],
    ['a version that is a number', { version: 1 }],
    ['a result without a title', { results: [{ id: 'ecr.push', chapter: 4, verdict: 'done' }] }],
    ['a result without a chapter', { results: [{ id: 'ecr.push', title: 'x', verdict: 'done' }] }],
    ['a step that is called like no step', { results: [{ id: '../x', chapter: 4, title: 'x', verdict: 'done' }] }],
    ['a time that is none', { checkedAt: '2026-99-99T00:00:00Z' }],
    ['no results', { results: {} }],
    ['an account that is none', { account: '12' }],
  ])('does not take a report with %s', (_, change) => {
    const dir = folderOf({ 'odd.json': JSON.stringify({ ...(JSON.parse(report) as object), ...change }) });
    const { reports, refused } = gatherReports([join(dir, 'odd.json')]);
    expect(reports).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.why.ja).not.toBe(refused[0]?.why.en);
  });

  it('tells files of the same name apart by their folders, the same file given twice is one, and a copy is named', () => {
    const [a, b] = [folderOf({ 'report.json': report }), folderOf({ 'report.json': jsonReport(reportOf(done()), 'en'), 'copy.json': report })];
    const { reports } = gatherReports([join(a, 'report.json'), join(b, 'report.json'), join(a, 'report.json'), join(b, 'copy.json')]);
    expect(reports.map(({ file }) => file).sort()).toEqual([join(a, 'report.json'), join(b, 'report.json'), 'copy.json'].sort());
    expect(reports.filter(({ sameAs }) => sameAs !== undefined)).toHaveLength(1);
    expect(mergedReport(reports, 'text', terminals[1] as never)).toContain('同じ内容');
  });

  it('never waits for a pipe', async () => {
    const dir = makeTempDir();
    await execa('mkfifo', [join(dir, 'pipe.json')]);
    expect(gatherReports([join(dir, 'pipe.json')]).refused[0]?.why.en).toContain('no file');
  });

  it('has its columns under each other, and its heads in the language that is spoken', () => {
    const dir = folderOf({ '花子.json': report, 'taro.json': jsonReport(reportOf(done()), 'ja') });
    const { reports } = gatherReports([join(dir, '花子.json'), join(dir, 'taro.json')]);
    const [, , heads = '', ...rows] = mergedReport(reports, 'text', terminals[1] as never).split('\n');
    expect(heads).toContain('できた');
    const at = (line: string, word: string) => stringWidth(line.slice(0, line.indexOf(word)));
    expect(rows.slice(0, 2).map((row) => at(row, 'sandbox'))).toEqual([at(heads, '対象'), at(heads, '対象')]);
  });
});

describe('--output', () => {
  it('leaves what is there alone unless it is a file, and nothing behind', async () => {
    const dir = makeTempDir();
    mkdirSync(join(dir, 'folder'));
    const file = join(dir, 'report.json');
    writeFileSync(file, jsonReport(all, 'en'));
    const { exitCode, stderr } = await runCli(['verify', '--format', 'json', '--output', join(dir, 'folder'), '--merge', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no file');
    expect(readdirSync(dir).sort()).toEqual(['folder', 'report.json']);
  });
});
