import { LessonError } from './parse-lesson.js';

/** What a lesson writes as `{{name}}`, by its name. */
export type Words = Readonly<Record<string, string>>;

/** A lesson with its words filled in. What docker's own templates write, `{{.ID}}`, is left as it is. Throws `LessonError` for a word that is not there. */
export function fillIn(markdown: string, words: Words, file: string): string {
  return markdown.replace(/\{\{([a-z][a-z-]*)\}\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new LessonError(`${file} has {{${name}}}, which is none of ${Object.keys(words).join(', ')}`);
    return word;
  });
}
