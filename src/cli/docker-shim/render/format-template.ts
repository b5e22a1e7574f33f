import { refuse, ShimError } from '../shim-context.js';

/**
 * The Go templates of `--format` that lessons use: text, `{{.A.B}}`, and the functions json, len, index, upper, lower,
 * join, println, also behind a `|`. Everything else (range, if, with, variables) is refused by name.
 *
 * @throws ShimError
 */
export function formatTemplate(template: string, document: unknown): string {
  let output = '';
  let at = 0;
  for (const match of template.matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/gs)) {
    output += template.slice(at, match.index) + print(evaluate(match[1] ?? '', document));
    at = match.index + match[0].length;
  }
  const rest = template.slice(at);
  if (rest.includes('{{')) throw new ShimError('template parsing error: template: :1: unclosed action', 64);
  return output + rest;
}

function evaluate(action: string, document: unknown): unknown {
  let piped: readonly unknown[] = [];
  for (const part of splitPipe(action)) {
    const words = part.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
    const [first = '', ...rest] = words;
    const operands = [...rest.map((word) => operand(word, document)), ...piped];
    piped = [/^[a-z]+$/i.test(first) ? call(first, operands) : operand(first, document)];
  }
  return piped[0];
}

function splitPipe(action: string): readonly string[] {
  return (action.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? []).map((part) => part.trim());
}

function operand(word: string, document: unknown): unknown {
  if (word.startsWith('"')) return JSON.parse(word) as string;
  if (/^-?\d+$/.test(word)) return Number(word);
  if (word === '.') return document;
  if (!/^(\.\w+)+$/.test(word)) throw refuse(`{{${word}}} in --format`, 64);
  return word.slice(1).split('.').reduce((value, name) => field(value, name, word), document);
}

function field(value: unknown, name: string, whole: string): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).map((key) => `.${key}`).join(' ') : '';
  throw new ShimError(
    {
      ja: `template: :1: <${whole}>: ${name} という欄は、練習用エンジンにはありません${known === '' ? '' : `（あるもの: ${known}）`}`,
      en: `template: :1: <${whole}>: the practice engine has no field ${name} here${known === '' ? '' : ` (there are ${known})`}`,
    },
    64,
  );
}

function call(name: string, operands: readonly unknown[]): unknown {
  const [first, second] = operands;
  switch (name) {
    case 'json':
      return JSON.stringify(first);
    case 'len':
      return typeof first === 'string' || Array.isArray(first) ? first.length : Object.keys(first ?? {}).length;
    case 'index':
      return operands.slice(1).reduce((value, key) => (value as Record<string | number, unknown> | undefined)?.[key as string | number], first) ?? '';
    case 'upper':
      return print(first).toUpperCase();
    case 'lower':
      return print(first).toLowerCase();
    case 'join':
      return Array.isArray(first) ? first.map(print).join(print(second)) : print(first);
    case 'println':
      return `${operands.map(print).join(' ')}\n`;
    default:
      throw refuse(`{{${name} …}} in --format`, 64);
  }
}

/** A value as Go prints it: [a b], map[k:v]. */
function print(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(print).join(' ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 && Object.getPrototypeOf(value) === null ? '{}' : `map[${entries.map(([key, each]) => `${key}:${print(each)}`).join(' ')}]`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
