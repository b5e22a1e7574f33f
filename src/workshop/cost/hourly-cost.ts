import type { ResourceKind } from '../ledger.js';
import { pricedRegion, prices, type Prices } from './price-table.js';

/** Three endpoints and one load balancer, each in two zones; one task of 0.25 vCPU and 0.5 GB. */
const zones = 2;
const endpoints = 3;

export interface HourlyCost {
  /** USD */
  readonly perHour: number;
  /** The region the prices are of: the asked one, or the nearest that the table has. */
  readonly region: string;
  /** false: the region that was asked for is not in the table. */
  readonly exact: boolean;
  /** ISO 8601 date of the prices. */
  readonly readOn: string;
}

/** What the standing resources cost an hour, by kinds that exist. Requests, capacity units and data transfer are not counted. */
export function hourlyCost(region: string, kinds: ReadonlySet<ResourceKind>): HourlyCost {
  const known = pricedRegion(region);
  const perHour = [...kinds].reduce((sum, kind) => sum + rateOf(kind, prices[known]), 0);
  return { perHour, region: known, exact: known === region, readOn: prices[known].readOn };
}

/** USD an hour for one thing of the kind. What costs only by use counts as nothing. */
export function rateOf(kind: ResourceKind, price: Prices): number {
  if (kind === 'stack') return price.loadBalancer + zones * price.publicIpv4 + endpoints * zones * price.interfaceEndpoint;
  if (kind === 'service') return 0.25 * price.fargateVcpu + 0.5 * price.fargateGb;
  return 0;
}
