import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherReports } from '../../../src/cli/gather-reports.js';
import { inertText } from '../../../src/cli/render/inert-text.js';
import { junitReport } from '../../../src/cli/render/junit-report.js';
import { markdownReport } from '../../../src/cli/render/markdown-report.js';
import { mergedReport } from '../../../src/cli/render/merged-report.js';
import { jsonReport, textReport, type Report } from '../../../src/cli/render/verify-report.js';
import type { CourseStep, Verdict } from '../../../src/workshop/types.js';
import { cannotTell, done, notYet, plain, waiting } from '../../../src/workshop/verdict.js';
import { runCli } from '../../support/run-cli.js';
import { makeTempDir } from '../../support/temp-dir.js';
import { createScriptedTerminal } from '../lesson/scripted-terminal.js';

function reportOf(...verdicts: readonly Verdict[]): Report {
  const results = verdicts.map((verdict, index) => {
    const text = { title: `Step ${index}`, prose: '', hints: [] };
    const step = { id: `ecr.step-${index}`, chapter: 'ecr', chapterNumber: 4, text: { en: text, ja: { ...text, title: `ステップ ${index}` } } };
    return { step: step as unknown as CourseStep, verdict };
  });
  return { version: '0.1.0', target: 'sandbox', account: '********9012', region: 'ap-northeast-1', checkedAt: '2026-11-27T00:00:00.000Z', results };
}

const all = reportOf(done(plain('seen it')), notYet(plain('a'), plain('b'), plain('type c')), waiting(plain('w'), 0, plain('1 min')), cannotTell(plain('no keys'), plain('aws configure')));
const terminals = [createScriptedTerminal([], { language: 'en' }), createScriptedTerminal([], { language: 'ja' })];

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
    const junit = junitReport(all, terminal.language);
    expect(junit).toContain('tests="4" failures="1" errors="1" skipped="1"');
    expect(junit).toContain('<error type="cannot-tell" message="no keys">');
  });

  it('stays a report whatever was seen: XML that parses, a table that holds, nothing that comes alive', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('<script>alert(1)</script>', '</testcase>', '| x |\n| y |', ']]>', '"', '\u001b[2J', '![](http://evil)'), (noise, attack) => {
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
      }),
      { numRuns: 500 },
    );
  });

  it('is inert text', () => {
    expect(inertText('a\u001b[31mb\u001b]0;title\u0007c\u202Ed\r\ne')).toBe('abcd e');
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
    const { reports, steps } = JSON.parse(stdout) as { reports: { file: string; done: number; next: string }[]; steps: { id: string; done: number }[] };
    expect(reports).toHaveLength(30);
    expect(reports[7]).toMatchObject({ file: 'learner-07.json', done: 1, next: '' });
    expect(reports[8]).toMatchObject({ done: 1, next: 'ecr.step-1' });
    expect(steps[0]).toEqual({ id: 'ecr.step-0', done: 30 });
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

  it('lets nothing of a report into the terminal or the page', () => {
    const dir = folderOf({ 'evil.json': JSON.stringify({ ...JSON.parse(report), region: '\u001b[2J|<script>', results: [{ id: '<b>|\u0007', verdict: 'done' }] }) });
    const { reports } = gatherReports([join(dir, 'evil.json')]);
    for (const format of ['text', 'markdown'] as const) expect(mergedReport(reports, format, terminals[0] as never)).not.toMatch(/\u001b|\u0007/);
    expect(mergedReport(reports, 'markdown', terminals[0] as never)).not.toMatch(/(?<!\\)</);
  });
});
