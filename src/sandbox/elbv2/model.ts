import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';

export interface StoredLoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly zones: readonly StoredZone[];
  readonly securityGroups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StoredZone {
  readonly zoneName: string;
  readonly subnetId: string;
  /** The load balancer's network interface in the subnet, if EC2 made one. */
  readonly interfaceId?: string;
}

export interface StoredTargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly protocol: 'HTTP';
  readonly protocolVersion: 'HTTP1';
  readonly port: number;
  readonly vpcId: string;
  readonly targetType: 'ip' | 'instance';
  readonly health: StoredHealthCheck;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: readonly StoredTarget[];
}

export interface StoredHealthCheck {
  readonly path: string;
  /** A number, or "traffic-port". */
  readonly port: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly codes: string;
}

export interface StoredTarget {
  readonly ip: string;
  readonly port: number;
  /** Zone of the subnet that holds the address; undefined when none does. */
  readonly zone?: string;
}

export interface StoredListener {
  readonly arn: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  readonly defaultRuleArn: string;
  readonly actions: readonly Action[];
  /** The port on 127.0.0.1 where people reach it; undefined until it is open for the first time. */
  readonly openedPort?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StoredRule {
  readonly arn: string;
  readonly listenerArn: string;
  readonly priority: number;
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
  readonly tags: Readonly<Record<string, string>>;
}
