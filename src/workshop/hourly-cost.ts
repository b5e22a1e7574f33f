import type { ResourceKind } from './ledger.js';

interface Prices {
  readonly fargateVcpu: number;
  readonly fargateGb: number;
  readonly loadBalancer: number;
  readonly interfaceEndpoint: number;
  readonly publicIpv4: number;
}

// USD per hour, from AWS's price list as of the date; Linux/x86 on demand.
const asOf = '2026-09';
const prices: Readonly<Record<string, Prices>> = {
  'ap-northeast-1': { fargateVcpu: 0.05056, fargateGb: 0.00553, loadBalancer: 0.0243, interfaceEndpoint: 0.014, publicIpv4: 0.005 },
  'us-east-1': { fargateVcpu: 0.04048, fargateGb: 0.004445, loadBalancer: 0.0225, interfaceEndpoint: 0.01, publicIpv4: 0.005 },
};

/** Three endpoints and one load balancer, each in two zones; one task of 0.25 vCPU and 0.5 GB. */
const zones = 2;
const endpoints = 3;

export interface HourlyCost {
  /** USD */
  readonly perHour: number;
  /** The region the prices are of: the asked one, or Tokyo where there is no table for it. */
  readonly region: string;
  /** "2026-09" */
  readonly asOf: string;
}

/** What the standing resources cost an hour, by kinds that exist. Requests and data transfer are not counted. */
export function hourlyCost(region: string, kinds: ReadonlySet<ResourceKind>): HourlyCost {
  const known = prices[region] === undefined ? 'ap-northeast-1' : region;
  const price = prices[known] as Prices;
  const stack = price.loadBalancer + zones * price.publicIpv4 + endpoints * zones * price.interfaceEndpoint;
  const task = 0.25 * price.fargateVcpu + 0.5 * price.fargateGb;
  return { perHour: (kinds.has('stack') ? stack : 0) + (kinds.has('service') ? task : 0), region: known, asOf };
}
