/** What an `Authorization: AWS4-HMAC-SHA256 …` header says. None of it is proven yet. */
export interface Authorization {
  readonly accessKeyId: string;
  /** The day in the credential scope, `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  /** The signing name: `ecs`, `elasticloadbalancing`, `monitoring`, … */
  readonly service: string;
  /** Lower-case names in the order in which they were signed. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

const algorithm = 'AWS4-HMAC-SHA256 ';
const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * Reads the header form of Signature Version 4; `undefined` for anything else, however mangled.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseAuthorization(header: string | string[] | undefined): Authorization | undefined {
  if (typeof header !== 'string' || !header.startsWith(algorithm)) return undefined;
  const parts = new Map<string, string>();
  for (const part of header.slice(algorithm.length).split(',')) {
    const [, name, value] = /^\s*(Credential|SignedHeaders|Signature)=(\S+)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || parts.has(name)) return undefined;
    parts.set(name, value);
  }
  const signature = parts.get('Signature') ?? '';
  const signedHeaders = (parts.get('SignedHeaders') ?? '').split(';');
  const [accessKeyId, date, region, service, terminator, ...rest] = (parts.get('Credential') ?? '').split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0) return undefined;
  if (!/^\d{8}$/.test(date) || !/^[0-9a-f]{64}$/.test(signature)) return undefined;
  if (!signedHeaders.every((name) => headerName.test(name))) return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}
