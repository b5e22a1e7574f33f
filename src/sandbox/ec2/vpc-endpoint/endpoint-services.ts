import { createHash } from 'node:crypto';

export interface EndpointService {
  /** com.amazonaws.REGION.ecr.dkr */
  readonly name: string;
  readonly types: readonly ('Gateway' | 'Interface')[];
  /** What private DNS makes resolve to the endpoint. */
  readonly privateDnsName: string;
}

const gateways = ['s3', 'dynamodb'];
const interfaces: Readonly<Record<string, string>> = {
  'ecr.api': 'api.ecr',
  'ecr.dkr': '*.dkr.ecr',
  ecs: 'ecs',
  'ecs-agent': 'ecs-a',
  'ecs-telemetry': 'ecs-t',
  kms: 'kms',
  logs: 'logs',
  monitoring: 'monitoring',
  s3: '*.s3',
  secretsmanager: 'secretsmanager',
  ssm: 'ssm',
  ssmmessages: 'ssmmessages',
  sts: 'sts',
};

/** The services for which endpoints can be made in the region. */
export function endpointServices(region: string): EndpointService[] {
  const keys = [...new Set([...gateways, ...Object.keys(interfaces)])].sort();
  return keys.map((key) => ({
    name: `com.amazonaws.${region}.${key}`,
    types: [...(gateways.includes(key) ? (['Gateway'] as const) : []), ...(key in interfaces ? (['Interface'] as const) : [])],
    privateDnsName: `${interfaces[key] ?? key}.${region}.amazonaws.com`,
  }));
}

export interface PrefixList {
  readonly id: string;
  /** com.amazonaws.REGION.s3 */
  readonly name: string;
  readonly cidrs: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Blocks set aside for documentation: nothing here is routed, and AWS's own change with time. */
const documentationBlocks: Readonly<Record<string, string>> = { s3: '198.51.100.0/24', dynamodb: '203.0.113.0/24' };

/** The address lists of the services that gateway endpoints lead to. The ids are stable for a region. */
export function prefixLists(region: string): PrefixList[] {
  return gateways.map((key) => {
    const name = `com.amazonaws.${region}.${key}`;
    return { id: `pl-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`, name, cidrs: [documentationBlocks[key] ?? ''], tags: {} };
  });
}
