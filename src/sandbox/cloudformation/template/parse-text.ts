import { parseDocument } from 'yaml';
import { templateFormatError } from '../errors.js';
import { shortForms, withoutNumbers } from './yaml-tags.js';

/** AWS's limit for a template that is sent with the request. */
const maxBytes = 51_200;

/**
 * The text of a template, YAML or JSON, as plain values with long-form functions.
 * Numbers come out as the text they were written as.
 */
export function parseText(text: string): Record<string, unknown> {
  if (Buffer.byteLength(text) > maxBytes) {
    throw templateFormatError(`template body is longer than ${maxBytes} bytes, the limit for templates that are sent with the request.`);
  }
  // JSON is YAML, so one reader reads both; only the name of the language in the error differs.
  const language = text.trimStart().startsWith('{') ? 'JSON' : 'YAML';
  const document = parseDocument(text, { schema: 'core', customTags: (tags) => [...withoutNumbers(tags), ...shortForms()], prettyErrors: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const { line = 1, col = 1 } = problem.linePos?.[0] ?? {};
    throw templateFormatError(`${language} not well-formed. (line ${line}, column ${col})`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch {
    throw templateFormatError(`${language} not well-formed. (line 1, column 1)`);
  }
  if (!isObject(value)) throw templateFormatError('unsupported structure.');
  refuseNulls(value, '');
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseNulls(value: unknown, path: string): void {
  if (value === null) throw templateFormatError(`[${path === '' ? '/' : path}] 'null' values are not allowed in templates`);
  if (typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) refuseNulls(inner, `${path}/${key}`);
}
