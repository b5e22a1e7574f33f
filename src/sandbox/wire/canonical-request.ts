/** An HTTP request as it was received: nothing decoded, header names in lower case. */
export interface SignedRequest {
  readonly method: string;
  /** Percent-encoded, as sent: "/". */
  readonly path: string;
  /** Percent-encoded, as sent, without "?"; "" when there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * The text whose hash is signed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @throws URIError when the query is not percent-encoded UTF-8
 */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  return [
    request.method.toUpperCase(),
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** The value of a header as one string; `undefined` if the request does not bear it. */
export function headerOf(headers: SignedRequest['headers'], name: string): string | undefined {
  // Names come from the network: "__proto__" must not find anything.
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value.join(',') : value;
}

function canonicalHeader(headers: SignedRequest['headers'], name: string): string {
  return (headerOf(headers, name) ?? '').trim().replace(/\s+/g, ' ');
}

/** Encoded once more than it was sent: every service but S3 signs it so. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  const folder = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${folder}`;
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [encode(decodeURIComponent(name)), encode(decodeURIComponent(value.join('=')))] as const;
    })
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** By code point, not by the language of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** RFC 3986: everything but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
