import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const read = (name: string) => readFileSync(`${docs}/${name}`, 'utf8');
const japanese = readdirSync(docs).filter((name) => name.endsWith('.ja.md'));
const pairs = japanese.map((name) => ({ ja: name, en: readdirSync(docs).find((other) => other === name.replace('.ja.md', '.md') || other === name.replace('.ja.md', '.en.md')) ?? '' }));

/** What both languages have in common: headings by level, rows of tables, entries of lists, names in code within tables. */
function shapeOf(name: string) {
  const lines = read(name).split('\n');
  return {
    headings: lines.filter((line) => line.startsWith('#')).map((line) => line.replace(/[^#].*/, '')),
    rows: lines.filter((line) => line.startsWith('|')).map((line) => line.replace(/`[^`]*`/g, '').split('|').length),
    entries: lines.filter((line) => line.startsWith('- ')).length,
  };
}

describe('the pages in two languages', () => {
  it('are those that a screen or a Japanese page leads to, and more', () => {
    expect(japanese).toEqual(expect.arrayContaining(['cost.ja.md', 'glossary.ja.md', 'homework.ja.md', 'sandbox-behaviour.ja.md']));
  });

  it.each(pairs)('$ja has the headings, tables and lists of $en', ({ ja, en }) => {
    expect(shapeOf(ja)).toEqual(shapeOf(en));
  });

  it.each(pairs)('$ja and $en lead to each other', ({ ja, en }) => {
    expect(read(ja)).toContain(`](${en})`);
    expect(read(en)).toContain(`](${ja})`);
  });

  it('is the one that a Japanese page names, where there is one', () => {
    const pages = [...japanese.map((name) => [name, read(name)]), ['README.ja.md', readFileSync(`${docs}/../README.ja.md`, 'utf8')]] as const;
    for (const { ja, en } of pairs) {
      for (const [name, text] of pages) if (name !== ja && name !== 'README.ja.md') expect(text, name).not.toContain(`](${en})`);
    }
    const readme = pages.at(-1)?.[1] ?? '';
    for (const name of ['cost', 'sandbox-behaviour', 'homework']) expect(readme).not.toContain(`docs/${name}.md`);
  });
});
