import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file that a shell would run for this name; undefined when there is none. `except`: a folder that does not count. */
export function findOnPath(name: string, path: string | undefined, except?: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '' || folder === except) continue;
    for (const ending of endings) if (isProgram(join(folder, name + ending))) return join(folder, name + ending);
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
