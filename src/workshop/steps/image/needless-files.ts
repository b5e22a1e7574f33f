import type { Container } from '../../../containers/engine.js';
import { factOf } from '../../fact.js';
import type { StepContext } from '../../types.js';

/** What `image.exec` saw in the first container. */
export const needlessFiles = factOf('image.exec', 'needless');

/** What Boyacky does not need to run, at the top of its folder. */
export const needlessNames = ['.git', '.vscode', 'docs', 'test', 'README.md', 'jsconfig.json', 'Dockerfile', '.dockerignore'] as const;

/** A package for development only: in the image it says that this machine's node_modules was copied over. */
const strayPackage = 'node_modules/typescript';

/** Lists the working directory inside of a container: everything in it, and what of that is not needed. */
export async function listFiles({ engine }: StepContext, container: Container): Promise<{ lines: readonly string[]; needless: readonly string[] }> {
  const { stdout } = await engine.exec(container.id, ['ls', '-al']);
  const lines = stdout.split('\n').filter((line) => line.trim() !== '');
  const present = new Set(lines.map((line) => line.trim().split(/\s+/).at(-1)));
  const stray = await engine.exec(container.id, ['ls', strayPackage]);
  return { lines, needless: [...needlessNames.filter((name) => present.has(name)), ...(stray.exitCode === 0 ? [strayPackage] : [])] };
}
