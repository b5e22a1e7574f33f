import { DockerSyntaxError } from './docker-syntax-error.js';

export interface LogicalLine {
  /** 1-based number of the line it starts on. */
  readonly line: number;
  readonly text: string;
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  /** Backslash, or what `# escape=` says. */
  readonly escape: '\\' | '`';
}

/**
 * Reads the instructions of a Dockerfile as lines: joins continued ones and drops comments and blank lines, also those between the parts of a continued line.
 * https://docs.docker.com/reference/dockerfile/#format
 *
 * @throws DockerSyntaxError for a parser directive that docker refuses.
 */
export function readLogicalLines(source: string): LogicalLines {
  const physical = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = readEscapeDirective(physical);
  const lines: LogicalLine[] = [];
  let pending: { line: number; text: string } | undefined;

  physical.forEach((raw, index) => {
    if (/^\s*#/.test(raw) || (pending && raw.trim() === '')) return;
    const continued = /[\\`]\s*$/.test(raw) && raw.trimEnd().endsWith(escape);
    const text = continued ? raw.trimEnd().slice(0, -1) : raw;
    pending = pending ? { line: pending.line, text: pending.text + text } : { line: index + 1, text };
    if (continued) return;
    if (pending.text.trim() !== '') lines.push({ line: pending.line, text: pending.text.trim() });
    pending = undefined;
  });
  if (pending && pending.text.trim() !== '') lines.push({ line: pending.line, text: pending.text.trim() });
  return { lines, escape };
}

/** Parser directives stand before everything else, and each may come once. */
function readEscapeDirective(physical: readonly string[]): '\\' | '`' {
  let escape: '\\' | '`' = '\\';
  const seen = new Set<string>();
  for (const [index, raw] of physical.entries()) {
    const directive = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(raw);
    const name = directive?.[1]?.toLowerCase();
    if (name !== 'escape' && name !== 'syntax' && name !== 'check') return escape;
    if (seen.has(name)) throw new DockerSyntaxError(index + 1, `only one ${name} parser directive can be used`);
    seen.add(name);
    if (name !== 'escape') continue;
    const value = directive?.[2];
    if (value !== '\\' && value !== '`') throw new DockerSyntaxError(index + 1, `invalid escape token '${value ?? ''}' does not match \` or \\`);
    escape = value;
  }
  return escape;
}
