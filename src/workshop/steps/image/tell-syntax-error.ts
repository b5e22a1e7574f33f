import { DockerSyntaxError } from '../../../shared/docker-syntax-error.js';
import type { Text } from '../../types.js';

/** The line that docker refuses, and its words for it. Whatever else was thrown is thrown on. */
export function tellSyntaxError(error: unknown): Text {
  if (!(error instanceof DockerSyntaxError)) throw error;
  return { ja: `${error.line} 行目: ${error.message}`, en: `line ${error.line}: ${error.message}` };
}
