/**
 * Puts the two streams of `logs --timestamps` back into the order in which they were written, and takes the
 * timestamps off. The command itself loses that order, because it writes to two pipes.
 */
export function mergeLogStreams(stdout: string, stderr: string): string {
  const stamped = [...stdout.split('\n'), ...stderr.split('\n')].filter((line) => line !== '').map(split);
  // Nanoseconds are printed without trailing zeros, so "…1Z" and "…12Z" need padding before they compare.
  stamped.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return stamped.map(({ line }) => `${line}\n`).join('');
}

function split(stamped: string): { at: string; line: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)(?: (.*))?$/s.exec(stamped);
  if (!match) return { at: '', line: stamped };
  return { at: `${match[1]}.${(match[2] ?? '').padEnd(9, '0')}`, line: match[3] ?? '' };
}
