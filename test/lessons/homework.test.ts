import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allSteps } from '../../src/workshop/steps/all-steps.js';

/** Points and points below points under the source's homework headings, counted by hand. */
const homeworkOfTheSource = 43;
const kinds = { en: ['check', 'question', 'both'], ja: ['確認', '問い', '両方'] } as const;

interface Row {
  readonly ids: readonly string[];
  readonly kind: number;
  readonly text: string;
}

/** The tables of a page, one after the other: of each row the step ids, and which of the three kinds it says. */
function tablesOf(language: 'en' | 'ja'): readonly (readonly Row[])[] {
  const page = readFileSync(fileURLToPath(new URL(`../../docs/homework${language === 'ja' ? '.ja' : ''}.md`, import.meta.url)), 'utf8');
  return page.split(/^## /m).slice(1).map((section) =>
    section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((text) => ({
        text,
        ids: [...text.matchAll(/`([a-z0-9-]+\.[a-z0-9.-]+)`/g)].map(([, id = '']) => id),
        kind: kinds[language].findIndex((kind) => text.split('|').some((cell) => cell.trim() === kind)),
      })),
  );
}

describe('the homework table', () => {
  const english = tablesOf('en');
  const rows = english.flat();
  const steps = new Map(allSteps.map((step) => [step.id, step]));

  it('has a row for each piece of homework of the source', () => {
    expect(english).toHaveLength(3);
    expect(english[0]?.length).toBe(homeworkOfTheSource);
    expect(english[1]?.length).toBeGreaterThanOrEqual(20);
  });

  it('names in each row at least one step, and only steps that there are', () => {
    for (const { ids, text } of rows) {
      expect(ids.length, text).toBeGreaterThan(0);
      expect(ids.filter((id) => !steps.has(id)), text).toEqual([]);
    }
  });

  it('says of each row truly whether it is checked, asked or both', () => {
    for (const { ids, kind, text } of rows) {
      const asked = ids.filter((id) => steps.get(id)?.kind === 'question').length;
      expect(kind, text).toBe(asked === 0 ? 0 : asked === ids.length ? 1 : 2);
    }
  });

  it('leaves out no step of the course', () => {
    const named = new Set(rows.flatMap(({ ids }) => ids));
    expect(allSteps.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });

  it('is the same in both languages', () => {
    const shape = (tables: typeof english) => tables.map((table) => table.map(({ ids, kind }) => ({ ids, kind })));
    expect(shape(tablesOf('ja'))).toEqual(shape(english));
  });
});
