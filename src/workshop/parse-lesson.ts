import type { Lesson, LessonStep } from './types.js';

/** A lesson file that does not follow the form; the message says where and what was expected. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
}

interface Section {
  readonly title: string;
  readonly lines: string[];
}

/**
 * Reads a chapter's Markdown: `# title`, an introduction, then `## title` sections. A section that begins with
 * `::step{#chapter.id}` belongs to that step; `::hint` begins a hint that lasts until the next one or the section's end.
 */
export function parseLesson(chapter: string, markdown: string, file: string): Lesson {
  const [head, ...sections] = splitSections(markdown, file);
  const introduction = [...(head?.lines ?? [])];
  const steps: LessonStep[] = [];
  for (const section of sections) {
    const step = readStep(section);
    if (step !== undefined) steps.push(step);
    else introduction.push('', `## ${section.title}`, ...section.lines);
  }
  return { chapter, title: head?.title ?? '', introduction: introduction.join('\n').trim(), steps };
}

function splitSections(markdown: string, file: string): Section[] {
  const sections: Section[] = [];
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^(#{1,2}) (.+)$/.exec(line);
    if (heading !== null) sections.push({ title: (heading[2] ?? '').trim(), lines: [] });
    else if (sections.length > 0) sections.at(-1)?.lines.push(line);
    else if (line.trim() !== '') throw new LessonError(`${file} must begin with "# title"; it begins with "${line}"`);
  }
  if (sections.length === 0) throw new LessonError(`${file} is empty; it must begin with "# title"`);
  return sections;
}

function readStep({ title, lines }: Section): LessonStep | undefined {
  const first = lines.findIndex((line) => line.trim() !== '');
  const id = /^::step\{#([a-z0-9.-]+)\}$/.exec(lines[first]?.trim() ?? '')?.[1];
  if (id === undefined) return undefined;
  const [prose, ...hints] = lines
    .slice(first + 1)
    .join('\n')
    .split(/^::hint[ \t]*$/m)
    .map((part) => part.trim());
  return { id, title, prose: prose ?? '', hints };
}
