import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A copy of the built package, so that a build in the meantime disturbs nothing.
 * @typedef {{ dir: string, bin: string, sandbox: string, sampleApp: string, chillCaches: () => void, remove: () => void }} PackageCopy
 */

/** @returns {Promise<PackageCopy>} */
export async function copyPackage() {
  if (!existsSync(join(root, 'dist', 'bin.js'))) throw new Error('dist/ is missing: npm run build');
  const dir = mkdtempSync(join(tmpdir(), 'boyacky-lab-bench-'));
  for (const name of ['dist', 'lessons', 'templates', 'sample-app', 'package.json']) {
    cpSync(join(root, name), join(dir, name), { recursive: true, filter: (source) => !source.includes(join('sample-app', 'node_modules')) });
  }
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  return {
    dir,
    bin: join(dir, 'dist', 'bin.js'),
    sandbox: join(dir, 'dist', 'sandbox.js'),
    sampleApp: join(dir, 'sample-app'),
    // The Dockerfile copies package*.json before npm ci: with another such file no build cache, of whichever engine, knows the layer.
    chillCaches: () => writeFileSync(join(dir, 'sample-app', 'package-bench.json'), `"${process.hrtime.bigint()}"\n`),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
