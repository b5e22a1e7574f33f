/**
 * Which of some names at the top of a build context a .dockerignore leaves out. The last pattern that matches wins,
 * "!" takes back: https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function findIgnored(text: string, names: readonly string[]): readonly string[] {
  const rules = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ back: line.startsWith('!'), pattern: toPattern(line.replace(/^!/, '').trim()) }));
  return names.filter((name) => rules.reduce((ignored, { back, pattern }) => (pattern.test(name) ? !back : ignored), false));
}

function toPattern(line: string): RegExp {
  const path = line.replace(/^\.?\/+/, '').replace(/\/+(\*\*?)?$/, '');
  const source = path
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0000')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replaceAll('\u0000', '.*');
  return new RegExp(`^${source}$`);
}
