const compiled = new Map<string, RegExp>();

/** `*` is any run of characters, `?` is one; all else is itself. */
export function matchesWildcard(pattern: string, text: string, { ignoreCase }: { ignoreCase: boolean }): boolean {
  const key = `${ignoreCase}${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\/-]/g, '\\$&')
      .replace(/\*+/g, '[^]*')
      .replace(/\?/g, '[^]');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
    compiled.set(key, expression);
  }
  return expression.test(text);
}
