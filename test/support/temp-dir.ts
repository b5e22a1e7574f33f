import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * A new empty folder, gone when the test is over. Outside of a test say when that is:
 * `makeTempDir({ whenDone: (remove) => removals.push(remove) })`.
 */
export function makeTempDir({ whenDone = onTestFinished }: { whenDone?: (remove: () => void) => void } = {}): string {
  // Some systems link their temporary folder; programs print the real one.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'boyacky-lab-test-')));
  whenDone(() => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return path;
}
