import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { leadOf } from '../../src/cli/render/lesson-text.js';
import { parseLesson } from '../../src/workshop/parse-lesson.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';
import { readLesson, readPage, type Page } from './read-page.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'lessons/boyacky');
const chapters = readdirSync(folder).filter((name) => /^\d\d-/.test(name)).sort();
const languages = ['ja', 'en'] as const;
const pages = chapters.flatMap((chapter) => languages.map((language) => readPage(join(folder, chapter, `${language}.md`))));
const lessons = chapters.map((chapter) => ({
  chapter,
  ja: parseLesson(chapter, readLesson(join(folder, chapter, 'ja.md')), 'ja.md'),
  en: parseLesson(chapter, readLesson(join(folder, chapter, 'en.md')), 'en.md'),
}));

describe('the steps that the lessons tell of', () => {
  it('are those of the code, all of them and no other, in its order', () => {
    expect(lessons.flatMap(({ en }) => en.steps.map(({ id }) => id))).toEqual(allSteps.map(({ id }) => id));
  });

  it.each(lessons)('are the same in both languages in $chapter', ({ ja, en }) => {
    expect(ja.steps.map(({ id }) => id)).toEqual(en.steps.map(({ id }) => id));
    expect(ja.steps.map(({ hints }) => hints.length)).toEqual(en.steps.map(({ hints }) => hints.length));
  });

  it.each(lessons)('have three hints or more in $chapter, and none empty', ({ ja, en }) => {
    for (const { id, hints } of [...ja.steps, ...en.steps]) {
      expect(hints.length, id).toBeGreaterThanOrEqual(3);
      expect(hints.filter((hint) => hint.trim() === ''), id).toEqual([]);
    }
  });
});

describe('the form of the lessons', () => {
  it.each(lessons)('is the same in both languages in $chapter: tables, drawings, listings', ({ chapter }) => {
    const [ja, en] = languages.map((language) => readPage(join(folder, chapter, `${language}.md`)));
    const shape = (page?: Page) => ({ sections: page?.sections.length, tableRows: page?.tableRows.length, drawings: page?.drawings.length, listings: page?.listings.length });
    expect(shape(ja)).toEqual(shape(en));
  });

  it.each(pages)('has no line of prose wider than 80 columns in $file', ({ prose }) => {
    // What cannot be broken (a command, an address) does not count.
    const withoutSolids = (line: string) => line.replace(/`[^`]{24,}`|https?:\/\/\S+/g, '');
    expect(prose.filter((line) => stringWidth(withoutSolids(line)) > 80)).toEqual([]);
  });

  it.each(pages)('has no drawing wider than 76 columns in $file', ({ drawings }) => {
    expect(drawings.flat().filter((line) => stringWidth(line) > 76)).toEqual([]);
  });
});

describe('the links of the lessons', () => {
  it('lead to the addresses listed in links.txt, to all of them and to no other', () => {
    const listed = readFileSync(join(folder, 'links.txt'), 'utf8').split('\n').filter((line) => line !== '');
    const used = new Set(pages.flatMap(({ links }) => links).filter((link) => link.startsWith('https:')));
    expect([...used].sort()).toEqual(listed);
  });

  it.each(pages)('lead to files that there are in $file', ({ path, links }) => {
    const missing = links.filter((link) => !/^[a-z]+:/.test(link)).filter((link) => !existsSync(join(dirname(path), link.split('#')[0] ?? '')));
    expect(missing).toEqual([]);
  });
});

describe('the console', () => {
  const typed = /^\s*(?:\$ )?(?:[A-Z_]+=\$\()?(?:sudo )?(?:aws|docker|npm|node|curl|boyacky-lab) \S/m;

  it.each(pages)('is never named in $file without something to type beside it', ({ sections }) => {
    const named = sections.filter(({ text }) => /console|コンソール/i.test(text));
    const mute = named.filter(({ code }) => !code.some((each) => typed.test(each)));
    expect(mute.map(({ title }) => title)).toEqual([]);
  });

  it('is named often enough for this to mean something', () => {
    expect(pages.flatMap(({ sections }) => sections).filter(({ text }) => /console|コンソール/i.test(text)).length).toBeGreaterThan(60);
  });
});

describe('how a daemon is started', () => {
  it.each(pages)('is not told by $file, which cannot know the machine', ({ path }) => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/systemctl (?:--user )?start|sudo service docker start|open -a Docker/);
  });
});

describe('the glossary', () => {
  const terms = (language: 'ja' | 'en') =>
    readFileSync(join(root, `docs/glossary.${language}.md`), 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((section) => section.split('\n').filter((line) => line.startsWith('| ')).length - 1);

  it('has the same number of terms in each part in both languages', () => {
    expect(terms('ja')).toEqual(terms('en'));
    expect(terms('en').reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  });
});

describe('what stands first on the screen of a step', { timeout: 120_000 }, () => {
  const all = lessons.flatMap(({ ja, en }) => [...ja.steps.map((step) => ({ ...step, language: 'ja' as const })), ...en.steps.map((step) => ({ ...step, language: 'en' as const }))]);

  it.each([80, 40])('is a whole thought in words, at %d columns: no promise of what is cut away, no bare command', (width) => {
    for (const { id, prose, language } of all) {
      const { lines, more } = leadOf(prose, { width, readAloud: false });
      const lead = lines.join('\n').trim();
      expect(lead, `${id} ${language}`).not.toMatch(/[:：]$/);
      expect(lead, `${id} ${language}`).not.toMatch(/^(aws|docker|npm|curl) [^。.]*$/);
      const sentences = lead.split(/[。.?!：:]/).length - 1;
      expect(sentences, `${id} ${language}: a sentence`).toBeGreaterThan(0);
      // A question is short; it asks what was just read.
      if (more && allSteps.find((step) => step.id === id)?.question === undefined) expect(stringWidth(lead), `${id} ${language}: enough to say why`).toBeGreaterThan(70);
    }
  });
});
