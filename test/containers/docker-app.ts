import { execFileSync } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SERVER, writeFiles } from './practice-app.js';

/** Everything that the tests make in the machine's engine bears it, and is removed by it. */
export const LABEL = 'boyacky-lab:test=containers';

/**
 * A build context that needs no registry: FROM scratch, this machine's Node and its libraries (Linux), and the
 * server. Node is large, so it is made once for all tests of a file.
 */
export async function writeScratchApp(root: string): Promise<string> {
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const file of libraries.filter((path) => !path.endsWith(':'))) {
    await mkdir(dirname(join(root, 'rootfs', file)), { recursive: true });
    await copyFile(file, join(root, 'rootfs', file));
  }
  await mkdir(join(root, 'rootfs/usr/local/bin'), { recursive: true });
  await copyFile(process.execPath, join(root, 'rootfs/usr/local/bin/node'));
  return writeFiles(root, {
    'rootfs/tmp/keep': '',
    'server.mjs': SERVER,
    Dockerfile: 'FROM scratch\nCOPY rootfs /\nWORKDIR /app\nCOPY server.mjs ./\nENV PATH=/usr/local/bin\nEXPOSE 8080\nCMD ["node", "server.mjs"]\n',
  });
}
