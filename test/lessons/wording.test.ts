import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/workshop/types.js';
import { forbidden } from './wording.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const languages: readonly Language[] = ['ja', 'en'];

interface Passage {
  /** "lessons/boyacky/01-foundation/ja.md:12" */
  readonly place: string;
  readonly text: string;
}

describe.each(languages)('the words that are printed, %s', (language) => {
  const passages = [...pagesOf(language).flatMap(linesOf), ...pairsInSource(language)];

  it('are many enough for this to mean something', () => {
    expect(passages.length).toBeGreaterThan(3_000);
  });

  it.each(forbidden[language])('never have $found, but: $instead', ({ found }) => {
    expect(passages.filter(({ text }) => found.test(text)).map(({ place, text }) => `${place}: ${text.trim()}`)).toEqual([]);
  });
});

/** What is promised and how it is built: read by those who work on the program. */
const forDevelopers = new Set(['architecture.md', 'safety.md']);

/** Pages that a learner reads; what developers read of the program has its own words. */
function pagesOf(language: Language): string[] {
  const lessons = readdirSync(join(root, 'lessons/boyacky')).filter((name) => /^\d\d-/.test(name)).map((chapter) => `lessons/boyacky/${chapter}/${language}.md`);
  const isJapanese = (name: string) => name.endsWith('.ja.md');
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && !forDevelopers.has(name) && isJapanese(name) === (language === 'ja')).map((name) => `docs/${name}`);
  return [...lessons, ...docs, language === 'ja' ? 'README.ja.md' : 'README.md'];
}

/** The lines of a page without code; drawings are kept. */
function linesOf(page: string): Passage[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```\w+\n[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''));
  // The glossary has the words of the other language in its second column.
  const own = page.includes('glossary') ? text.replace(/^(\|[^|]*\|)[^|]*\|/gm, '$1|') : text;
  return own.split('\n').map((line, index) => ({ place: `${page}:${index + 1}`, text: line.replace(/`[^`]*`/g, '`').replace(/\[[^\]]*\]\([^)]*\.ja\.md\)/g, '') }));
}

/** The texts `{ ja, en }` of the program, and those of the commands' parts. */
function pairsInSource(language: Language): Passage[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `src/${name.replaceAll('\\', '/')}`);
  const commands = readFileSync(join(root, 'lessons/boyacky/commands.yaml'), 'utf8').split('\n').flatMap((line, index) => {
    const [, text] = (language === 'ja' ? /\bja: (.*?)(?:, en:|$)/ : /\ben: (.*)$/).exec(line) ?? [];
    return text === undefined ? [] : [{ place: `lessons/boyacky/commands.yaml:${index + 1}`, text }];
  });
  return [...files.flatMap((file) => textsOf(file, language)), ...commands];
}

function textsOf(file: string, language: Language): Passage[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Passage[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === language) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ place: `${file}:${line}`, text: node.initializer.getText(source).replace(/\$\{[^}]*\}/g, '`') });
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
