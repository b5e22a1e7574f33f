import { BlockList, isIPv6 } from 'node:net';
import type { Action, Condition, ListenerConfig } from './model.js';
import { matchesWildcard } from './wildcard.js';

/** What rules can ask about a request. */
export interface RequestFacts {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Without the port. */
  readonly host: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly sourceIp: string;
}

/** The action of the first rule all of whose conditions hold, else the default one. */
export function chooseAction(listener: ListenerConfig, facts: RequestFacts): Action {
  const rule = listener.rules.find(({ conditions }) => conditions.every((condition) => holds(condition, facts)));
  return rule?.action ?? listener.defaultAction;
}

function holds(condition: Condition, facts: RequestFacts): boolean {
  switch (condition.field) {
    case 'path-pattern':
      return condition.values.some((pattern) => matchesWildcard(pattern, facts.path, { ignoreCase: false }));
    case 'host-header':
      return condition.values.some((pattern) => matchesWildcard(pattern, facts.host, { ignoreCase: true }));
    case 'http-request-method':
      return condition.values.includes(facts.method);
    case 'source-ip':
      return condition.values.some((cidr) => contains(cidr, facts.sourceIp));
    case 'http-header': {
      const sent = [facts.headers[condition.name.toLowerCase()] ?? []].flat();
      return condition.values.some((pattern) => sent.some((value) => matchesWildcard(pattern, value, { ignoreCase: true })));
    }
    case 'query-string': {
      const sent = [...new URLSearchParams(facts.query)];
      return condition.values.some(({ key, value: pattern }) =>
        sent.some(
          ([name, value]) =>
            (key === undefined || matchesWildcard(key, name, { ignoreCase: true })) &&
            matchesWildcard(pattern, value, { ignoreCase: true }),
        ),
      );
    }
  }
}

function contains(cidr: string, ip: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const family = familyOf(network);
  // A BlockList would take ::/0 for an address of version 4, too.
  if (familyOf(ip) !== family) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(ip, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
