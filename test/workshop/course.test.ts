import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCourse } from '../../src/workshop/course.js';
import { allSteps } from '../../src/workshop/steps/all-steps.js';

const folder = fileURLToPath(new URL('../../lessons/boyacky', import.meta.url));

describe('the course', () => {
  const course = loadCourse(folder, allSteps);

  it('has nine chapters and the clean-up, numbered without a gap, and every step in exactly one of them', () => {
    expect(course.chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const ids = course.steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(allSteps.map(({ id }) => id).sort());
  });

  it('names each step after its chapter, in the order of the code', () => {
    for (const { id, chapter } of course.steps) expect(id.split('.')[0]).toBe(chapter);
    expect(course.steps.map(({ id }) => id)).toEqual(allSteps.map(({ id }) => id));
  });

  it('tells every step in both languages, with at least one hint and none empty', () => {
    for (const { id, text } of course.steps) {
      for (const language of ['ja', 'en'] as const) {
        const { title, prose, hints } = text[language];
        expect(title, id).not.toBe('');
        expect(prose, id).not.toBe('');
        expect(hints.length, `${id} ${language}`).toBeGreaterThan(0);
        for (const hint of hints) expect(hint, id).not.toBe('');
      }
      expect(text.ja.hints.length, id).toBe(text.en.hints.length);
      expect(text.ja.title, id).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    }
  });

  it('refuses a lesson and code that do not know the same steps', () => {
    expect(() => loadCourse(folder, allSteps.slice(1))).toThrow('no code knows');
    const stranger = { ...allSteps[0], id: 'foundation.stranger' } as (typeof allSteps)[number];
    expect(() => loadCourse(folder, [...allSteps, stranger])).toThrow('No lesson tells of the steps foundation.stranger');
  });
});
