import { invalidParameter } from './errors.js';

/**
 * Makes a test of a filter pattern for unstructured text: every term must be in the message, `?term` any one of
 * these, `-term` none of these, `"…"` one term with its blanks. Case matters.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws InvalidParameterException for JSON, space-delimited and regular-expression patterns
 */
export function compileFilterPattern(pattern = ''): (message: string) => boolean {
  const text = pattern.trim();
  refuseOtherKinds(text);
  const terms = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/g)].map(([, mark = '', quoted, plain]) => ({
    mark,
    term: quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  }));
  if (terms.map(({ term }) => term).join('') === '' && text !== '' && text !== '""') throw invalidParameter('Invalid filter pattern');
  const marked = (wanted: string) => terms.filter(({ mark }) => mark === wanted).map(({ term }) => term);
  const [all, any, none] = [marked(''), marked('?'), marked('-')];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    // AWS heeds optional terms only when nothing else is asked for.
    (all.length + none.length > 0 || any.length === 0 || any.some((term) => message.includes(term))) &&
    !none.some((term) => message.includes(term));
}

function refuseOtherKinds(text: string): void {
  const kind = text.startsWith('{') ? 'JSON' : text.startsWith('[') ? 'space-delimited' : /(^|\s)[-?]?%.*%/.test(text) ? 'regular-expression' : undefined;
  if (kind === undefined) return;
  throw invalidParameter(
    `The sandbox does not support ${kind} filter patterns: use terms, "quoted phrases", -exclusions or ?alternatives.`,
  );
}
