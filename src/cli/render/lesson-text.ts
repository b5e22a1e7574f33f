import type { Terminal } from '../io/terminal.js';
import { renderMarkdown } from './markdown.js';

/** Prose as sections: what comes before the first heading, then one for each heading. */
export function lessonSections(markdown: string, terminal: Pick<Terminal, 'width' | 'readAloud'>): (readonly string[])[] {
  return splitSections(markdown).map((section) => [...render(section, terminal), '']);
}

/** The beginning of a step's prose: all of it when it is short, else its first paragraphs, and whether there is more. */
export function leadOf(prose: string, terminal: Pick<Terminal, 'width' | 'readAloud'>): { readonly lines: readonly string[]; readonly more: boolean } {
  const whole = render(prose, terminal);
  if (whole.length <= shortEnough) return { lines: whole, more: false };
  const blocks = prose.split(/\n{2,}/);
  const firstOther = blocks.findIndex((block) => /^(```|~~~|\||#|- |\d+\. )/.test(block));
  const paragraphs = blocks.slice(0, Math.min(2, firstOther < 1 ? 1 : firstOther));
  return { lines: render(paragraphs.join('\n\n'), terminal), more: true };
}

const shortEnough = 9;

function render(markdown: string, { width, readAloud }: Pick<Terminal, 'width' | 'readAloud'>): string[] {
  return renderMarkdown(markdown, { width, withoutDrawings: readAloud });
}

function splitSections(markdown: string): string[] {
  const sections: string[] = [''];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (/^(```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced && /^#{1,3} /.test(line)) sections.push('');
    sections[sections.length - 1] += `${line}\n`;
  }
  return sections.filter((section) => section.trim() !== '');
}
