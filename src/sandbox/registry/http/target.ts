/** What a path under /v2/ is about. Names and references are decoded but not yet checked. */
export type Target =
  | { readonly kind: 'base' }
  | { readonly kind: 'blob'; readonly name: string; readonly reference: string }
  | { readonly kind: 'uploads'; readonly name: string }
  | { readonly kind: 'upload'; readonly name: string; readonly reference: string }
  | { readonly kind: 'manifest'; readonly name: string; readonly reference: string }
  | { readonly kind: 'referrers'; readonly name: string; readonly reference: string }
  | { readonly kind: 'tags'; readonly name: string };

const nouns = { blobs: 'blob', manifests: 'manifest', referrers: 'referrers' } as const;

/**
 * Reads the path. Names have slashes in them, so it is read from its end. undefined: no path of the API.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
 */
export function parseTarget(path: string): Target | undefined {
  const rest = decode(path.slice('/v2/'.length));
  if (rest === undefined) return undefined;
  if (rest === '') return { kind: 'base' };

  const upload = /^(.+)\/blobs\/uploads\/([^/]*)$/s.exec(rest) ?? /^(.+)\/blobs\/uploads()$/s.exec(rest);
  if (upload?.[1] !== undefined) {
    return upload[2] ? { kind: 'upload', name: upload[1], reference: upload[2] } : { kind: 'uploads', name: upload[1] };
  }
  const tags = /^(.+)\/tags\/list$/s.exec(rest);
  if (tags?.[1] !== undefined) return { kind: 'tags', name: tags[1] };

  const [, name, noun, reference] = /^(.+)\/(blobs|manifests|referrers)\/([^/]+)$/s.exec(rest) ?? [];
  if (name === undefined || reference === undefined) return undefined;
  return { kind: nouns[noun as keyof typeof nouns], name, reference };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
