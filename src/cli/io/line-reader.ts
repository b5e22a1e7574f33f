import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** Reads whole lines when asked, and leaves the input alone in between, so that a child may have it. */
export interface LineReader {
  /** The next line without its end; undefined when the input has ended. Rejects with the signal's reason. */
  read(signal: AbortSignal): Promise<string | undefined>;
}

export function createLineReader(input: Readable): LineReader {
  const decoder = new StringDecoder('utf8');
  let buffer = '';
  let ended = false;
  const takeLine = (): string | undefined => {
    const at = buffer.indexOf('\n');
    if (at < 0) return undefined;
    const line = buffer.slice(0, at).replace(/\r$/, '');
    buffer = buffer.slice(at + 1);
    return line;
  };
  return {
    read: (signal) =>
      new Promise((resolve, reject) => {
        const leave = (settle: () => void) => {
          input.off('data', onData).off('end', onEnd).pause();
          signal.removeEventListener('abort', onAbort);
          settle();
        };
        const give = (line: string | undefined) => leave(() => resolve(line));
        const onData = (chunk: Buffer | string) => {
          buffer += typeof chunk === 'string' ? chunk : decoder.write(chunk);
          const line = takeLine();
          if (line !== undefined) give(line);
        };
        const onEnd = () => {
          ended = true;
          const rest = buffer;
          buffer = '';
          give(rest === '' ? undefined : rest);
        };
        const onAbort = () => leave(() => reject(signal.reason as Error));
        if (signal.aborted) return reject(signal.reason as Error);
        const line = takeLine();
        if (line !== undefined) return resolve(line);
        if (ended) return resolve(undefined);
        signal.addEventListener('abort', onAbort, { once: true });
        input.on('data', onData).once('end', onEnd).resume();
      }),
  };
}
