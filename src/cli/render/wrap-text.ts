import LineBreaker from 'linebreak';
import stringWidth from 'string-width';

/** A run of text that is painted as one. */
export interface Span {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Code, a path, an address: broken at blanks only, as long as a line has room for it. */
  readonly solid?: boolean;
}

export interface WrapOptions {
  /** Columns of the screen; full-width characters take two. */
  readonly width: number;
  /** Put before the first line and before the others; both count. */
  readonly indent?: string;
  readonly hanging?: string;
}

/**
 * Breaks text into lines that fit, where the Unicode line breaking algorithm allows it: between words, and between
 * the characters of Japanese, but not before 「。」. What is longer than a line is cut. Paint never spans two lines.
 */
export function wrapSpans(spans: readonly Span[], { width, indent = '', hanging = indent }: WrapOptions): string[] {
  const lines: Span[][] = [[]];
  let used = stringWidth(indent);
  const startLine = () => {
    lines.push([]);
    used = stringWidth(hanging);
  };
  for (const chunk of splitChunks(spans)) {
    const wanted = stringWidth(chunk.text.trimEnd());
    const isEmpty = (lines.at(-1) ?? []).length === 0;
    if (used + wanted > width && !isEmpty) startLine();
    for (const piece of cutToWidth(chunk, width - used, width - stringWidth(hanging))) {
      if (piece.isNext) startLine();
      lines.at(-1)?.push(...piece.spans);
      used += stringWidth(piece.spans.map(({ text }) => text).join(''));
    }
    if (chunk.isLast) startLine();
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines.map((line, index) => `${index === 0 ? indent : hanging}${paintLine(line)}`);
}

export function wrapText(text: string, options: WrapOptions): string[] {
  return wrapSpans([{ text }], options);
}

interface Chunk {
  readonly text: string;
  readonly spans: readonly Span[];
  /** A line must end here. */
  readonly isLast: boolean;
}

function splitChunks(spans: readonly Span[]): Chunk[] {
  const text = spans.map((span) => span.text).join('');
  let start = 0;
  return breakPositions(spans, text).map((end) => {
    const raw = text.slice(start, end);
    const isLast = raw.endsWith('\n');
    const chunk = { text: isLast ? raw.slice(0, -1) : raw, spans: sliceSpans(spans, start, isLast ? end - 1 : end), isLast };
    start = end;
    return chunk;
  });
}

function breakPositions(spans: readonly Span[], text: string): number[] {
  const positions = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found !== null; found = breaker.nextBreak()) {
    if (found.required || !splitsSolid(spans, found.position)) positions.add(found.position);
  }
  // The algorithm never breaks before a slash; at the head of a path after a blank it may be.
  let at = 0;
  for (const { text: part, solid = false } of spans) {
    if (solid && text[at - 1] === ' ') positions.add(at);
    at += part.length;
  }
  return [...positions].sort((one, other) => one - other);
}

function splitsSolid(spans: readonly Span[], position: number): boolean {
  let at = 0;
  for (const { text, solid = false } of spans) {
    const within = position - at;
    if (solid && within > 0 && within < text.length) return text[within - 1] !== ' ';
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
