/** What a listener does with a request; the first rule all of whose conditions hold decides. */
export interface ListenerConfig {
  readonly id: string;
  /** The port people asked for; which one is opened is `openAddress`'s decision. */
  readonly port: number;
  /** The port that was opened last time, to be kept if it can be. */
  readonly openedPort?: number;
  /** In order of priority. A request that none of them matches gets `defaultAction`. */
  readonly rules: readonly Rule[];
  readonly defaultAction: Action;
  readonly options: ListenerOptions;
}

export interface ListenerOptions {
  /** Milliseconds without a byte from the target after which a request fails. */
  readonly idleTimeoutMs: number;
  readonly forwardedFor: 'append' | 'preserve' | 'remove';
}

export interface Rule {
  readonly conditions: readonly Condition[];
  readonly action: Action;
}

/** `*` stands for any characters, `?` for one. Several values: one of them must match. */
export type Condition =
  | { readonly field: 'path-pattern' | 'host-header' | 'http-request-method' | 'source-ip'; readonly values: readonly string[] }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly values: readonly { readonly key?: string; readonly value: string }[] };

export type Action =
  | { readonly type: 'forward'; readonly groups: readonly WeightedGroup[] }
  | { readonly type: 'redirect'; readonly redirect: Redirect }
  | { readonly type: 'fixed-response'; readonly status: number; readonly contentType: string; readonly body: string };

export interface WeightedGroup {
  readonly id: string;
  readonly weight: number;
}

/** Parts may hold #{protocol}, #{host}, #{port}, #{path} and #{query}. */
export interface Redirect {
  readonly status: 301 | 302;
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
}

export interface TargetGroupConfig {
  readonly id: string;
  readonly healthCheck: HealthCheck;
  /** As on AWS, in milliseconds; the pace is applied here. */
  readonly deregistrationDelayMs: number;
  readonly algorithm: 'round_robin' | 'least_outstanding_requests' | 'weighted_random';
}

/** Durations as on AWS, in milliseconds; the pace is applied here. */
export interface HealthCheck {
  readonly path: string;
  /** undefined: the port that traffic goes to. */
  readonly port: number | undefined;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** As in a matcher: "200", "200,302", "200-299". */
  readonly codes: string;
}

export interface TargetAddress {
  /** Private address in the simulated VPC. */
  readonly ip: string;
  readonly port: number;
}

export interface TargetHealth {
  readonly state: 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';
  readonly reason?: string;
  readonly description?: string;
}
