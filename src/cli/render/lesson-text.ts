import stringWidth from 'string-width';
import type { Terminal } from '../io/terminal.js';
import { renderMarkdown } from './markdown.js';

/** Prose as sections: what comes before the first heading, then one for each heading. */
export function lessonSections(markdown: string, terminal: Pick<Terminal, 'width' | 'readAloud'>): (readonly string[])[] {
  return splitSections(markdown).map((section) => [...render(section, terminal), '']);
}

/**
 * The beginning of a step's prose: all of it when it is short, else a whole thought, and whether there is more. What
 * ends in a colon promises something: it comes along when it is small, else the promise is left out.
 */
export function leadOf(prose: string, terminal: Pick<Terminal, 'width' | 'readAloud'>): { readonly lines: readonly string[]; readonly more: boolean } {
  const whole = render(prose, terminal);
  if (whole.length <= shortEnough) return { lines: whole, more: false };
  const lead: string[] = [];
  const blocks = splitBlocks(prose);
  for (const [at, block] of blocks.entries()) {
    if (!isProse(block)) continue;
    const kept = promises(block) ? withoutPromise(block) : block;
    const promised = [block, blocks[at + 1] ?? ''].join('\n\n');
    if (kept !== '') lead.push(kept);
    else if (lead.length === 0 && render(promised, terminal).length <= smallEnough) lead.push(promised);
    const isEnough = stringWidth(lead.join('')) >= aThought;
    if (isEnough && (lead.length > 1 || !isProse(blocks[at + 1] ?? '#'))) break;
  }
  return { lines: render(lead.join('\n\n'), terminal), more: true };
}

/** Lines. */
const shortEnough = 9;
const smallEnough = 14;
/** Columns: what is shorter names a thing and does not say what it is for. */
const aThought = 70;

/** Paragraphs, lists, tables and pieces of code, in which empty lines do not count. */
function splitBlocks(prose: string): string[] {
  return (prose.match(/(?:^|\n)(```|~~~)[\s\S]*?\n\1|(?:(?!\n{2,}|\n(?:```|~~~))[\s\S])+/g) ?? []).map((block) => block.trim()).filter((block) => block !== '');
}

function isProse(block: string): boolean {
  return !/^(```|~~~|\||#|- |\d+\. |>)/.test(block);
}

function promises(paragraph: string): boolean {
  return /[:：]$/.test(paragraph.trimEnd());
}

/** Up to the end of the sentence before the last one. */
function withoutPromise(paragraph: string): string {
  return /^[\s\S]*(?:[.!?)](?=\s)|[。！？）])/.exec(paragraph)?.[0] ?? '';
}

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
