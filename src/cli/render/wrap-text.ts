import LineBreaker from 'linebreak';
import stringWidth from 'string-width';
import { breaksOfCommand, splitSentence } from './find-commands.js';

/** A run of text that is painted as one. */
export interface Span {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Code, a path, an address: broken at its blanks only. */
  readonly solid?: boolean;
  /** A command to type: kept on one line where one has room for it, else broken between words only, and so that a shell reads on: " \\" at the end of the line. */
  readonly command?: boolean;
}

export interface WrapOptions {
  /** Columns of the screen; full-width characters take two. */
  readonly width: number;
  /** Put before the first line and before the others; both count. */
  readonly indent?: string;
  readonly hanging?: string;
  /** A column of a table: words that are longer than a line are cut. Elsewhere they stand out, so that they can be copied. */
  readonly cut?: boolean;
}

/**
 * Breaks text into lines that fit, where the Unicode line breaking algorithm allows it: between words, and between
 * the characters of Japanese, but not before 「。」; never inside of what has no blank, as names and addresses.
 * Paint never spans two lines.
 */
export function wrapSpans(spans: readonly Span[], { width, indent = '', hanging = indent, cut = false }: WrapOptions): string[] {
  const lines: Span[][] = [[]];
  let used = stringWidth(indent);
  const startLine = () => {
    lines.push([]);
    used = stringWidth(hanging);
  };
  const fullRoom = width - stringWidth(hanging);
  for (const chunk of splitChunks(spans, fullRoom)) {
    const wanted = stringWidth(chunk.text.trimEnd()) + (chunk.goesOn ? continuation.length : 0);
    const line = lines.at(-1) ?? [];
    if (used + wanted > width && line.length > 0) {
      if (chunk.isContinued) line.push({ text: continuation.trim(), paint: line.at(-1)?.paint });
      startLine();
    }
    for (const piece of mayCut(chunk, cut, fullRoom) ? cutToWidth(chunk, width - used, fullRoom) : [{ spans: [...chunk.spans], isNext: false }]) {
      if (piece.isNext) startLine();
      lines.at(-1)?.push(...piece.spans);
      used += stringWidth(piece.spans.map(({ text }) => text).join(''));
    }
    if (chunk.isLast) startLine();
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines.map((line, index) => `${index === 0 ? indent : hanging}${paintLine(line)}`);
}

/** A sentence; a command that it ends with is one, and broken as one. */
export function wrapText(text: string, options: WrapOptions): string[] {
  return wrapSpans(splitSentence(text), options);
}

/** What a shell reads on after; PowerShell has a sign of its own. */
const continuation = /pwsh|powershell/i.test(process.env.SHELL ?? (process.platform === 'win32' ? 'powershell' : '')) ? ' `' : ' \\';

interface Chunk {
  readonly text: string;
  readonly spans: readonly Span[];
  /** A line must end here. */
  readonly isLast: boolean;
  /** It begins, or ends, inside of a command. */
  readonly isContinued: boolean;
  readonly goesOn: boolean;
}

function splitChunks(spans: readonly Span[], room: number): Chunk[] {
  const text = spans.map((span) => span.text).join('');
  let start = 0;
  return breakPositions(spans, text, room).map((end) => {
    const raw = text.slice(start, end);
    const isLast = raw.endsWith('\n');
    const isContinued = isInCommand(spans, start);
    const chunk = { text: isLast ? raw.slice(0, -1) : raw, spans: sliceSpans(spans, start, isLast ? end - 1 : end), isLast, isContinued, goesOn: isInCommand(spans, end) };
    start = end;
    return chunk;
  });
}

function breakPositions(spans: readonly Span[], text: string, room: number): number[] {
  const positions = new Set<number>();
  const breaker = new LineBreaker(text);
  const inside = spans.map(({ text: part, command = false }) => (command && stringWidth(part.trim()) > room ? breaksOfCommand(part, room) : command ? [] : undefined));
  for (let found = breaker.nextBreak(); found !== null; found = breaker.nextBreak()) {
    const { position } = found;
    if (found.required || (!splitsWord(text, position) && !splitsWhole(spans, inside, position))) positions.add(position);
  }
  let at = 0;
  for (const [index, { text: part, solid = false, command = false }] of spans.entries()) {
    // The algorithm never breaks before a slash; at the head of a path after a blank it may be.
    if ((solid || command) && text[at - 1] === ' ') positions.add(at);
    if (command) for (const within of inside[index] ?? []) positions.add(at + within);
    at += part.length;
  }
  return [...positions].sort((one, other) => one - other);
}

/** A hyphen, a slash or a colon inside of a name is no place to break it. */
function splitsWord(text: string, position: number): boolean {
  return /[!-~]/.test(text[position - 1] ?? ' ') && /[!-~]/.test(text[position] ?? ' ');
}

/** `inside`: by span, where it may be broken; undefined: wherever the algorithm says. */
function splitsWhole(spans: readonly Span[], inside: readonly (readonly number[] | undefined)[], position: number): boolean {
  let at = 0;
  for (const [index, { text }] of spans.entries()) {
    const within = position - at;
    if (within > 0 && within < text.length) return inside[index]?.includes(within) === false;
    at += text.length;
  }
  return false;
}

function isInCommand(spans: readonly Span[], position: number): boolean {
  let at = 0;
  for (const { text, command = false } of spans) {
    if (command && position > at && position < at + text.length) return true;
    at += text.length;
  }
  return false;
}

function sliceSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const sliced: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== '') sliced.push({ ...span, text });
    at += span.text.length;
  }
  return sliced;
}

/** Names, addresses and words of commands are never cut, except in a table. */
function mayCut({ text }: Chunk, cut: boolean, room: number): boolean {
  return cut || !(text.match(/[!-~]+/g) ?? []).some((word) => word.length > room) && /[^ -~]/.test(text);
}

/** A word that is longer than a whole line goes on in the next one. */
function cutToWidth(chunk: Chunk, room: number, fullRoom: number): { spans: Span[]; isNext: boolean }[] {
  if (stringWidth(chunk.text.trimEnd()) <= Math.max(room, 1)) return [{ spans: [...chunk.spans], isNext: false }];
  const pieces: { spans: Span[]; isNext: boolean }[] = [{ spans: [], isNext: false }];
  let left = room;
  for (const { text, paint } of chunk.spans) {
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
      const wide = stringWidth(segment);
      if (wide > left && segment !== ' ') {
        pieces.push({ spans: [], isNext: true });
        left = Math.max(fullRoom, wide);
      }
      left -= wide;
      pieces.at(-1)?.spans.push({ text: segment, paint });
    }
  }
  return pieces.filter(({ spans }) => spans.length > 0);
}

function paintLine(line: readonly Span[]): string {
  const merged: { text: string; paint?: (text: string) => string }[] = [];
  for (const { text, paint } of line) {
    const last = merged.at(-1);
    if (last !== undefined && last.paint === paint) last.text += text;
    else merged.push({ text, paint });
  }
  const end = merged.at(-1);
  if (end !== undefined) end.text = end.text.trimEnd();
  return merged.map(({ text, paint }) => (paint === undefined ? text : paint(text))).join('');
}

/** Filled up with blanks to so many columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
