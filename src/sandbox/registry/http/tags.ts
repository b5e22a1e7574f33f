import { answerJson } from './exchange.js';
import type { Exchange } from './exchange.js';
import { RegistryError } from './registry-error.js';

/** Tags in lexical order, a page at a time. https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags */
export function listTags({ registry, repository: { name }, query, response }: Exchange): void {
  const limit = query.get('n') ?? '1000';
  if (!/^\d{1,9}$/.test(limit)) throw new RegistryError(400, 'PAGINATION_NUMBER_INVALID', 'n must be a whole number');
  const last = query.get('last');
  const rest = registry.images
    .tagsOf(name)
    .sort()
    .filter((tag) => last === null || tag > last);
  const tags = rest.slice(0, Math.min(Number(limit), 1000));
  const lastShown = tags.at(-1);
  const more = lastShown !== undefined && rest.length > tags.length;
  const next: Record<string, string> = more ? { Link: `</v2/${name}/tags/list?n=${limit}&last=${encodeURIComponent(lastShown)}>; rel="next"` } : {};
  answerJson(response, 200, { name, tags }, next);
}
