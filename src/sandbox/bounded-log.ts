import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/** What a line is written to: this process's stderr. */
export interface LogStream {
  readonly fd: number;
  write(text: string): unknown;
}

const limits = { bytes: 4 * 1024 * 1024, keptBytes: 256 * 1024 };

/**
 * Writes lines. If what is written to is `file`, it keeps its last lines when it has grown too large: an engine that
 * is gone for a night is complained of every second.
 */
export function createBoundedLog(file: string, stream: LogStream, { bytes, keptBytes } = limits): (line: string) => void {
  return (line) => {
    stream.write(`${line}\n`);
    try {
      const { size, ino } = fstatSync(stream.fd);
      if (size > bytes && statSync(file).ino === ino) cutOff(file, stream.fd, size, keptBytes);
    } catch {
      // A log that stays long is better than a sandbox that ends for it.
    }
  };
}

/** The file is open for appending, so that what comes next is written behind what is kept. */
function cutOff(file: string, descriptor: number, size: number, keptBytes: number): void {
  const reader = openSync(file, 'r');
  try {
    const end = Buffer.alloc(keptBytes);
    const read = end.subarray(0, readSync(reader, end, 0, keptBytes, Math.max(0, size - keptBytes)));
    ftruncateSync(descriptor);
    writeSync(descriptor, read.subarray(read.indexOf('\n') + 1));
  } finally {
    closeSync(reader);
  }
}
