import type { ImageLayer } from '../engine.js';

/** Lines of `SIZE "CREATED BY"`, newest first; a size is in bytes. */
export function readHistory(stdout: string): readonly ImageLayer[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      return { createdBy: unquote(line.slice(space + 1)), sizeBytes: Number.parseInt(line, 10) || 0 };
    });
}

function unquote(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
