import type { ShimContext } from './shim-context.js';

/** Shows what a container writes until it ends, and answers its exit code. Ctrl-C stops it, as it does with docker. */
export async function watchContainer({ engine, out, signal }: ShimContext, id: string): Promise<number> {
  const stop = () => void engine.stop(id).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await engine.followLogs(id, (line) => out(`${line}\n`));
    return (await engine.wait(id)).exitCode;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
