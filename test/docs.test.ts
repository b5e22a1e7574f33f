import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/run-cli.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const notOurs = new Set(['node_modules', 'dist', 'coverage', 'boyacky-workshop', '.git']);
const pages = readdirSync(root, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((path) => !path.split('/').some((part) => notOurs.has(part)))
  .sort();

interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text: text.trimEnd() }));
}

function withoutCode(page: string): string {
  return page.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

function headings(page: string): string[] {
  return withoutCode(page).split('\n').filter((line) => /^#{1,6} /.test(line));
}

/** The anchors that headings get on the hosting sites: lower case, no punctuation, hyphens for blanks. */
function anchors(page: string): string[] {
  return headings(page).map((line) => line.replace(/^#+ /, '').toLowerCase().replace(/[^\p{Letter}\p{Number}\s_-]/gu, '').replace(/\s/g, '-'));
}

function section(page: string, title: string): string {
  const [, after = ''] = page.split(`\n## ${title}\n`);
  return after.split('\n## ')[0] ?? '';
}

describe('links', () => {
  it('finds the pages', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'lessons/boyacky/01-foundation/en.md']));
  });

  it.each(pages)('of %s lead somewhere', (path) => {
    const page = read(path);
    const targets = [...withoutCode(page).matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(([, target = '']) => target);
    const dead = targets
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
      .filter((target) => {
        const [file = '', anchor] = decodeURIComponent(target).split('#');
        const place = file === '' ? join(root, path) : join(root, dirname(path), file);
        return !existsSync(place) || (anchor !== undefined && place.endsWith('.md') && !anchors(readFileSync(place, 'utf8')).includes(anchor));
      });
    expect(dead).toEqual([]);
  });
});

describe('the README', () => {
  const english = read('README.md');
  const japanese = read('README.ja.md');

  it('says the test command that CI runs', () => {
    const command = 'npm ci && npm test';
    expect(codeBlocks(section(english, 'Test'))).toEqual([{ language: 'sh', text: command }]);
    const commandLines = read('.ci/run').split('\n').filter((line) => !/^\s*(#|say )/.test(line));
    for (const part of command.split(' && ')) expect(commandLines.some((line) => new RegExp(`(^|\\s)${part}(\\s|;|$)`).test(line)), part).toBe(true);
  });

  it('is the same in both languages', () => {
    expect(headings(japanese).map((line) => line.split(' ')[0])).toEqual(headings(english).map((line) => line.split(' ')[0]));
    expect(codeBlocks(japanese)).toEqual(codeBlocks(english));
    expect(english.split('\n').slice(0, 4).join('\n')).toContain('](README.ja.md)');
    expect(japanese.split('\n').slice(0, 4).join('\n')).toContain('](README.md)');
    const rows = (page: string) => page.split('\n').filter((line) => line.startsWith('|')).length;
    expect(rows(japanese)).toBe(rows(english));
    const dollars = (page: string) => [...section(page, page === english ? 'What it costs on AWS' : 'AWS での料金').matchAll(/\d+\.\d+/g)].map(([number]) => number).sort();
    expect(dollars(japanese)).toEqual(dollars(english));
    expect(dollars(english)).toContain('0.134');
  });

  it('packs a file of the name that it says', () => {
    const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
    expect(english).toContain(`./${name}-${version}.tgz start`);
  });

  it('adds up', () => {
    const amounts = [...section(english, 'What it costs on AWS').matchAll(/\| (\d\.\d{4}) \|$/gm)].map(([, amount]) => Number(amount));
    const total = Number(/\*\*(\d\.\d{4})\*\*/.exec(english)?.[1]);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(total, 4);
  });
});

describe('the command line page', () => {
  const page = read('docs/command-line.md');
  const synopsis = codeBlocks(page)[0]?.text ?? '';
  // A line that begins with blanks goes on with the command before it.
  const entries = synopsis.replace(/\n\s+/g, ' ').split('\n').map((line) => line.replace(/^boyacky-lab /, ''));
  const commands = entries.map((entry) => ({ name: entry.split(/\s/)[0] ?? '', entry }));

  it('names the commands that there are, and no other', async () => {
    const { stdout } = await runCli(['--help']);
    const known = [...(stdout.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
    expect(known.length).toBeGreaterThan(5);
    expect(commands.map(({ name }) => name).sort()).toEqual(known.sort());
  });

  it.each(commands)('knows the options of $name', async ({ name, entry }) => {
    const { stdout, exitCode } = await runCli([name, '--help']);
    expect(exitCode).toBe(0);
    for (const [option] of entry.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
  });

  it.each(commands)('leaves out no option of $name', async ({ name }) => {
    const { stdout } = await runCli([name, '--help']);
    const options = [...stdout.matchAll(/^ +(?:-[a-z], )?(--[a-z-]+)/gim)].map(([, option = '']) => option).filter((option) => option !== '--help');
    expect(options.filter((option) => !page.includes(option))).toEqual([]);
  });

  it('knows the parts of sandbox', async () => {
    const parts = /^sandbox ([a-z|]+)/.exec(commands.find(({ name }) => name === 'sandbox')?.entry ?? '')?.[1]?.split('|') ?? [];
    const { stdout } = await runCli(['sandbox', '--help']);
    expect(parts).toContain('reset');
    for (const part of parts) expect(stdout).toMatch(new RegExp(`^ {2}${part}\\b`, 'm'));
  });

  it.each(['README.md', 'README.ja.md', ...pages.filter((path) => path.startsWith('docs/'))])('%s speaks of its commands only', (path) => {
    const known = new Set(commands.map(({ name }) => name));
    const named = [...read(path).matchAll(/`(?:npx )?boyacky-lab ([a-z]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the page of promises', () => {
  const page = read('docs/safety.md');
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| Promise/.test(line));

  it('names for every promise a test that there is', () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const held = [...(row.split(' | ').at(-1) ?? '').matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
      expect(held, row).not.toEqual([]);
      expect(held.filter((path) => !existsSync(join(root, path))), row).toEqual([]);
    }
  });

  it('forgets none of the matrices and none of what is hostile', () => {
    const files = ['test/matrix', 'test/hostile'].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name}`));
    expect(files.length).toBeGreaterThan(12);
    expect(files.filter((file) => !page.includes(file))).toEqual([]);
  });
});

describe('the schemas', () => {
  it.each(readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.schema.json')))('%s is one', (name) => {
    const schema = JSON.parse(read(`docs/${name}`)) as { $schema: string; type: string; required: string[]; properties: Record<string, unknown> };
    expect(schema.$schema).toMatch(/^https:\/\/json-schema\.org\//);
    expect(schema.type).toBe('object');
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(schema.required));
    expect(read('docs/command-line.md')).toContain(`](${name})`);
  });
});

describe('the screens', () => {
  it('are of a program that breaks a command with a backslash only, and a sentence from the next one', () => {
    const lines = read('docs/screens.md').split('\n');
    const torn = lines.filter((line, index) => /^ *\$ \S/.test(line) && /^ {6,}\S/.test(lines[index + 1] ?? '') && !line.endsWith(' \\') && !/ {2}\S/.test((lines[index + 1] ?? '').trim()));
    expect(torn).toEqual([]);
    expect(lines.filter((line) => /(あります|ありません)[a-z]/.test(line))).toEqual([]);
  });
});

describe('the picture', () => {
  it('is one file that needs nothing else', () => {
    const picture = read('docs/images/course.svg');
    expect(picture).toMatch(/^<svg [\s\S]*<title[\s\S]*<\/svg>\s*$/);
    expect(picture).not.toMatch(/<script|<image|@import|href=/);
    expect(picture).toMatch(/Receipt: \d+ gone, 0 left\./);
  });
});
