/** USD an hour, Linux/x86 on demand. */
export interface Prices {
  readonly fargateVcpu: number;
  readonly fargateGb: number;
  readonly loadBalancer: number;
  /** In one zone. */
  readonly interfaceEndpoint: number;
  readonly publicIpv4: number;
  /** ISO 8601 date: when the oldest of them was read. */
  readonly readOn: string;
}

export const priceSource = 'AWS Price List';

export const prices = {
  'ap-northeast-1': { fargateVcpu: 0.05056, fargateGb: 0.00553, loadBalancer: 0.0243, interfaceEndpoint: 0.014, publicIpv4: 0.005, readOn: '2026-09-01' },
  'us-east-1': { fargateVcpu: 0.04048, fargateGb: 0.004445, loadBalancer: 0.0225, interfaceEndpoint: 0.01, publicIpv4: 0.005, readOn: '2026-08-12' },
} as const satisfies Readonly<Record<string, Prices>>;

export type PricedRegion = keyof typeof prices;

/** The region itself, or of those in the table the one on its side of the Pacific. */
export function pricedRegion(region: string): PricedRegion {
  if (region in prices) return region as PricedRegion;
  return /^(ap|cn|me)-/.test(region) ? 'ap-northeast-1' : 'us-east-1';
}
