export interface DockerInstruction {
  /** In capitals. */
  readonly name: string;
  readonly rest: string;
}

/** A Dockerfile's instructions, its continued lines joined and its comments left out; it judges nothing. */
export function readDockerfile(text: string): readonly DockerInstruction[] {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  return lines
    .join('\n')
    .replace(/\\[ \t]*\n/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name, rest = ''] = /^\s*([A-Za-z]+)(?:\s+(.*?))?\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name: name.toUpperCase(), rest }];
    });
}
