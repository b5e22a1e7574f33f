import chalk from 'chalk';
import { lexer, type Token, type Tokens } from 'marked';
import stringWidth from 'string-width';
import { asTyped } from '../as-typed.js';
import { drawingNote, tableLines } from './markdown-blocks.js';
import { isCommand } from './find-commands.js';
import { wrapSpans, type Span } from './wrap-text.js';

export interface MarkdownOptions {
  readonly width: number;
  /** Text drawings are left out, with a word on where they are: they say nothing when they are read aloud. */
  readonly withoutDrawings?: boolean;
}

type Paint = (text: string) => string;

/** A lesson's Markdown as lines for a terminal: wrapped to the width, without marks that only a page needs. */
export function renderMarkdown(markdown: string, options: MarkdownOptions): string[] {
  const lines = lexer(asTyped(markdown)).flatMap((token) => renderBlock(token, options));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function renderBlock(token: Token, options: MarkdownOptions): string[] {
  const { width } = options;
  switch (token.type) {
    case 'heading':
      return [...wrapSpans(inline((token as Tokens.Heading).tokens, chalk.bold), { width }), ''];
    case 'paragraph':
      return [...wrapSpans(inline((token as Tokens.Paragraph).tokens), { width }), ''];
    case 'list':
      return [...(token as Tokens.List).items.flatMap((item, index) => renderItem(item, index, token as Tokens.List, options)), ''];
    case 'code':
      return [...renderCode(token as Tokens.Code, options), ''];
    case 'table':
      return [...renderTable(token as Tokens.Table, width), ''];
    case 'blockquote':
      return [...(token as Tokens.Blockquote).tokens.flatMap((inner) => renderBlock(inner, { ...options, width: width - 2 })).map((line) => (line === '' ? '' : `  ${line}`)), ''].filter((line, index, all) => line !== '' || all[index - 1] !== '');
    case 'space':
      return [];
    default:
      return token.raw.trim() === '' ? [] : [token.raw.trim(), ''];
  }
}

function renderItem(item: Tokens.ListItem, index: number, list: Tokens.List, options: MarkdownOptions): string[] {
  const mark = list.ordered ? `${Number(list.start) + index}. ` : '- ';
  const [first, ...rest] = item.tokens;
  const head = first === undefined ? [mark.trimEnd()] : 'tokens' in first && first.type !== 'list' ? wrapSpans(inline(first.tokens ?? []), { width: options.width, indent: mark, hanging: ' '.repeat(mark.length) }) : [mark.trimEnd()];
  const tail = rest.flatMap((token) => renderBlock(token, { ...options, width: options.width - mark.length }));
  return [...head, ...tail.filter((line) => line !== '').map((line) => `${' '.repeat(mark.length)}${line}`)];
}

/** Without a language it is a drawing, whose lines are kept as they are, or what a program printed. */
function renderCode({ text, lang = '' }: Tokens.Code, { width, withoutDrawings = false }: MarkdownOptions): string[] {
  // The file breaks its commands for a page; here they are broken for this screen.
  const rows = (lang === 'sh' ? text.replace(/ \\\n\s*/g, ' ') : text).split('\n');
  if (lang === '' && isDrawing(text)) {
    const widest = Math.max(...rows.map((row) => stringWidth(row)));
    if (withoutDrawings || widest > width) return [chalk.dim(drawingNote(widest, withoutDrawings))];
    const indent = widest + 2 > width ? '' : '  ';
    return rows.map((row) => (row === '' ? '' : `${indent}${row}`));
  }
  const paint: Paint | undefined = lang === '' ? undefined : chalk.cyan;
  return rows.flatMap((row) => (row === '' ? [''] : wrapSpans([{ text: row, paint, solid: true, command: lang === 'sh' }], { width, indent: '  ', hanging: '      ' })));
}

function isDrawing(text: string): boolean {
  return /[-=]{3,}|[|+`]\s|[─│┌└├▶▼→↓]|-->|\bv\b/.test(text) && text.includes('\n');
}

function renderTable({ header, rows }: Tokens.Table, width: number): string[] {
  const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => inline(tokens));
  return tableLines(cells(header), rows.map(cells), width);
}

function inline(tokens: readonly Token[], paint?: Paint): Span[] {
  return tokens.flatMap((token, index): Span[] => {
    const both = (next: Paint): Paint => (paint === undefined ? next : (text) => paint(next(text)));
    switch (token.type) {
      case 'strong':
        return inline((token as Tokens.Strong).tokens, both(chalk.bold));
      case 'em':
        return inline((token as Tokens.Em).tokens, both(chalk.italic));
      case 'codespan':
        return [{ text: (token as Tokens.Codespan).text, paint: both(chalk.cyan), solid: true, command: isCommand((token as Tokens.Codespan).text) }];
      case 'link':
        return linkSpans(token as Tokens.Link, paint);
      case 'br':
        return [{ text: '\n' }];
      case 'text':
        return 'tokens' in token && token.tokens !== undefined ? inline(token.tokens, paint) : [{ text: joinSoftBreaks((token as Tokens.Text).text, edgeOf(tokens[index - 1], -1), edgeOf(tokens[index + 1], 0)), paint }];
      case 'escape':
        return [{ text: (token as Tokens.Escape).text, paint }];
      default:
        return [{ text: token.raw, paint }];
    }
  });
}

/** The address stands behind the words: a terminal is no place to hide it. */
function linkSpans({ tokens, href, text }: Tokens.Link, paint: Paint | undefined): Span[] {
  const words = inline(tokens, paint);
  return text === href || !/^https?:/.test(href) ? words : [...words, { text: ` (${href})`, paint: chalk.dim, solid: true }];
}

/**
 * A line's end in the file is a blank in English and nothing between two characters of Japanese. Where Japanese meets
 * a word of English there is a blank, unless a mark of punctuation brings room of its own. `before` and `after`: the
 * characters that the text stands between.
 */
function joinSoftBreaks(text: string, before = '', after = ''): string {
  const joined = `${before}${text}${after}`.replace(/(\S)\n\s*(?=(\S))/gu, (_, end: string, start: string) => (needsBlank(end, start) ? `${end} ` : end));
  return joined.slice(before.length, joined.length - after.length).replace(/\n/g, ' ');
}

function needsBlank(...around: readonly [string, string]): boolean {
  const wide = around.filter((character) => stringWidth(character) === 2);
  return wide.length === 0 || (wide.length === 1 && wide.every((character) => /[\p{Letter}\p{Emoji_Presentation}]/u.test(character)));
}

/** What is seen of a token first (0) or last (-1); of code only that it is code. */
function edgeOf(token: Token | undefined, at: 0 | -1): string {
  if (token === undefined) return '';
  return token.type === 'codespan' || !('text' in token) ? 'x' : Array.from(String(token.text)).at(at) ?? '';
}
