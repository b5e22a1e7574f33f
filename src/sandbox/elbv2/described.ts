import type { Listener, LoadBalancer, Rule, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2 } from './elbv2.js';
import { loadBalancersOf } from './find.js';
import { canonicalHostedZoneId } from './hosted-zone.js';
import type { StoredListener, StoredLoadBalancer, StoredRule, StoredTargetGroup } from './model.js';

/** AWS takes some three minutes to bring a load balancer up. */
const provisioningMs = 180_000;

export function describedLoadBalancer({ context }: Elbv2, stored: StoredLoadBalancer): LoadBalancer {
  const active = context.clock.now() >= stored.createdAt + context.pace.ms(provisioningMs);
  return {
    LoadBalancerArn: stored.arn,
    DNSName: stored.dnsName,
    CanonicalHostedZoneId: canonicalHostedZoneId(context.account.region),
    CreatedTime: new Date(stored.createdAt),
    LoadBalancerName: stored.name,
    Scheme: stored.scheme,
    VpcId: stored.vpcId,
    State: { Code: active ? 'active' : 'provisioning' },
    Type: 'application',
    AvailabilityZones: describedZones(stored),
    SecurityGroups: [...stored.securityGroups],
    IpAddressType: 'ipv4',
  };
}

export function describedZones({ zones }: StoredLoadBalancer) {
  return zones.map(({ zoneName, subnetId }) => ({ ZoneName: zoneName, SubnetId: subnetId, LoadBalancerAddresses: [] }));
}

export function describedTargetGroup(elbv2: Elbv2, stored: StoredTargetGroup): TargetGroup {
  return {
    TargetGroupArn: stored.arn,
    TargetGroupName: stored.name,
    Protocol: stored.protocol,
    Port: stored.port,
    VpcId: stored.vpcId,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: stored.health.port,
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: stored.health.intervalSeconds,
    HealthCheckTimeoutSeconds: stored.health.timeoutSeconds,
    HealthyThresholdCount: stored.health.healthyThreshold,
    UnhealthyThresholdCount: stored.health.unhealthyThreshold,
    HealthCheckPath: stored.health.path,
    Matcher: { HttpCode: stored.health.codes },
    LoadBalancerArns: loadBalancersOf(elbv2, stored.arn),
    TargetType: stored.targetType,
    ProtocolVersion: stored.protocolVersion,
    IpAddressType: 'ipv4',
  };
}

export function describedListener(stored: StoredListener): Listener {
  return {
    ListenerArn: stored.arn,
    LoadBalancerArn: stored.loadBalancerArn,
    Port: stored.port,
    Protocol: 'HTTP',
    DefaultActions: [...stored.actions],
  };
}

export function describedRule(stored: StoredRule): Rule {
  return {
    RuleArn: stored.arn,
    Priority: String(stored.priority),
    Conditions: [...stored.conditions],
    Actions: [...stored.actions],
    IsDefault: false,
  };
}

/** Every listener has a last rule, made and changed with it. */
export function describedDefaultRule(listener: StoredListener): Rule {
  return { RuleArn: listener.defaultRuleArn, Priority: 'default', Conditions: [], Actions: [...listener.actions], IsDefault: true };
}
