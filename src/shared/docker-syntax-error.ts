/** A line of a Dockerfile or of a .dockerignore that docker refuses, in its words: each reader makes of it what it needs. */
export class DockerSyntaxError extends Error {
  override readonly name = 'DockerSyntaxError';

  constructor(
    /** From 1. */
    readonly line: number,
    problem: string,
  ) {
    super(problem);
  }
}
