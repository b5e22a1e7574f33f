import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCommandGlossary } from './commands/command-glossary.js';
import { fillIn, type Words } from './fill-in.js';
import { portWords, usualPorts } from './local-ports.js';
import { LessonError, parseLesson } from './parse-lesson.js';
import type { Chapter, Course, CourseStep, Language, Lesson, Step } from './types.js';

const languages: readonly Language[] = ['ja', 'en'];

/**
 * Joins the lessons of a course folder (`01-foundation/ja.md` …) with the code of the steps. Throws `LessonError`
 * for an id that only one side knows, or that the languages hold in different order. `words`: what the lessons write as
 * `{{name}}`; one that is not there is an error, too.
 */
export function loadCourse(folder: string, steps: readonly Step[], words = portWords(usualPorts)): Course {
  const chapters = readdirSync(folder)
    .filter((name) => /^\d\d-/.test(name))
    .sort()
    .map((name) => loadChapter(join(folder, name), name, steps, words));
  const told = chapters.flatMap((chapter) => chapter.steps);
  const untold = steps.filter(({ id }) => !told.some((step) => step.id === id));
  if (untold.length > 0) throw new LessonError(`No lesson tells of the steps ${untold.map(({ id }) => id).join(', ')}`);
  return { id: 'boyacky', chapters, steps: told, commands: loadCommandGlossary(join(folder, 'commands.yaml')) };
}

function loadChapter(folder: string, name: string, steps: readonly Step[], words: Words): Chapter {
  const id = name.slice(3);
  const lessons = Object.fromEntries(languages.map((language) => [language, readLesson(folder, id, language, words)])) as Record<Language, Lesson>;
  const order = lessons.ja.steps.map((step) => step.id);
  if (order.join() !== lessons.en.steps.map((step) => step.id).join()) {
    throw new LessonError(`${folder}: ja.md and en.md must tell of the same steps in the same order`);
  }
  const number = Number(name.slice(0, 2));
  return {
    number,
    id,
    title: { ja: lessons.ja.title, en: lessons.en.title },
    introduction: { ja: lessons.ja.introduction, en: lessons.en.introduction },
    steps: order.map((stepId, index) => joinStep(stepId, index, { number, id, folder }, lessons, steps)),
  };
}

function joinStep(
  stepId: string,
  index: number,
  chapter: { number: number; id: string; folder: string },
  lessons: Record<Language, Lesson>,
  steps: readonly Step[],
): CourseStep {
  const step = steps.find(({ id }) => id === stepId);
  const [ja, en] = [lessons.ja.steps[index], lessons.en.steps[index]];
  if (step === undefined || ja === undefined || en === undefined) throw new LessonError(`${chapter.folder} tells of a step ${stepId} that no code knows`);
  return { step, id: stepId, chapterNumber: chapter.number, chapter: chapter.id, text: { ja, en } };
}

function readLesson(folder: string, chapter: string, language: Language, words: Words): Lesson {
  const file = join(folder, `${language}.md`);
  return parseLesson(chapter, fillIn(readFileSync(file, 'utf8'), words, file), file);
}
