import { createInterface } from 'node:readline/promises';
import type { ShimContext } from './shim-context.js';

/** docker's question before it removes many things at once; without an answer it is no. */
export async function confirm({ out, stdin, signal }: ShimContext, warning: string): Promise<boolean> {
  out(`${warning}\nAre you sure you want to continue? [y/N] `);
  const lines = createInterface({ input: stdin });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return /^y(es)?$/i.test((await Promise.race([lines.question('', { signal }), closed])).trim());
  } finally {
    lines.close();
  }
}
