import type { RequestFacts } from './choose-action.js';
import type { Redirect } from './model.js';

/** Fills the #{…} parts in: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html */
export function redirectLocation(redirect: Redirect, facts: RequestFacts, port: number): string {
  const parts: Record<string, string> = {
    protocol: 'http',
    host: facts.host,
    port: String(port),
    path: facts.path.replace(/^\//, ''),
    query: facts.query,
  };
  const fill = (template: string) => template.replace(/#\{(protocol|host|port|path|query)\}/g, (_, name: string) => parts[name] ?? '');
  const query = fill(redirect.query);
  // ALB writes the scheme in lower case and the port always.
  return `${fill(redirect.protocol).toLowerCase()}://${fill(redirect.host)}:${fill(redirect.port)}${fill(redirect.path)}${query && `?${query}`}`;
}
