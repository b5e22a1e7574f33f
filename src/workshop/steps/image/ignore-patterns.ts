import { matchIgnorePatterns } from '../../../shared/ignore-patterns.js';

/**
 * Which of some names at the top of a build context a .dockerignore leaves out, by docker's own rules.
 * @throws DockerSyntaxError for a line that docker refuses.
 */
export function findIgnored(text: string, names: readonly string[]): readonly string[] {
  return names.filter(matchIgnorePatterns(text));
}
