import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file that runs this program. */
export function ownProgram(): string {
  return join(packageRoot(), 'dist', 'bin.js');
}

/** The folder of this package: where lessons/, templates/, sample-app/ and dist/ are, bundled or not. */
export function packageRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) {
    if (dirname(dir) === dir) throw new Error('the package of boyacky-lab has no package.json');
    dir = dirname(dir);
  }
  return dir;
}
