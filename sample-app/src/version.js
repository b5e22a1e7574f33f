import { readFile } from 'node:fs/promises';

const packageFile = new URL('../package.json', import.meta.url);

/** The version in package.json, the one place where it is written: "1.0.0". */
export const version = String(JSON.parse(await readFile(packageFile, 'utf8')).version);

/** The version as the visitor reads it: "1.0". */
export const shortVersion = version.split('.').slice(0, 2).join('.');
