import { readLogicalLines } from '../../../shared/dockerfile-lines.js';

export interface DockerInstruction {
  /** In capitals. */
  readonly name: string;
  readonly rest: string;
}

/**
 * A Dockerfile's instructions, its continued lines joined and its comments left out; it judges none of them.
 * @throws DockerSyntaxError for a parser directive that docker refuses.
 */
export function readDockerfile(text: string): readonly DockerInstruction[] {
  return readLogicalLines(text).lines.flatMap((line) => {
    const [, name, rest = ''] = /^([A-Za-z]+)(?:\s+(.*))?$/s.exec(line.text) ?? [];
    return name === undefined ? [] : [{ name: name.toUpperCase(), rest }];
  });
}
