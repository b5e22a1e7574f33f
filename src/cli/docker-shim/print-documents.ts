import { formatTemplate } from './render/format-template.js';
import type { ShimContext } from './shim-context.js';

/** What `inspect` prints: one JSON list of all that was found, or a line of --format for each; then what was not found. */
export function printDocuments(context: ShimContext, found: readonly object[], complaints: readonly string[], format: string | undefined): number {
  if (format === undefined || format === 'json') context.out(`${JSON.stringify(found, null, format === 'json' ? undefined : 4)}\n`);
  else for (const document of found) context.out(`${formatTemplate(format, document)}\n`);
  for (const complaint of complaints) context.err(`${complaint}\n`);
  return complaints.length === 0 ? 0 : 1;
}
