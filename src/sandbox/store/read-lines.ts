import { closeSync, openSync, readSync } from 'node:fs';

const chunkBytes = 1024 * 1024;

/** The lines of a file, piece by piece: a file may be larger than a string can be. */
export function* readLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    // Bytes, not text: a piece may end in the middle of a character.
    let begun: Buffer[] = [];
    for (let filled = readSync(descriptor, chunk); filled > 0; filled = readSync(descriptor, chunk)) {
      const bytes = chunk.subarray(0, filled);
      let from = 0;
      for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
        yield Buffer.concat([...begun, bytes.subarray(from, end)]).toString();
        begun = [];
        from = end + 1;
      }
      // A copy, because the piece is read into again.
      begun.push(Buffer.from(bytes.subarray(from)));
    }
    const rest = Buffer.concat(begun).toString();
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}
