import type { Action as ApiAction, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Action, Condition, ListenerConfig, TargetGroupConfig } from '../load-balancer/model.js';
import type { Elbv2 } from './elbv2.js';
import { findLoadBalancer, loadBalancersOf, rulesOf } from './find.js';
import type { StoredListener, StoredTargetGroup } from './model.js';

/** Brings the data plane in line with a stored target group and the targets that may get traffic. */
export function publishTargetGroup(elbv2: Elbv2, group: StoredTargetGroup): void {
  elbv2.plane.putTargetGroup(targetGroupConfig(group));
  for (const target of group.targets) {
    if (inEnabledZone(elbv2, group, target.zone)) elbv2.plane.registerTarget(group.arn, target);
    else elbv2.plane.deregisterTarget(group.arn, target);
  }
}

/** A target in a zone without a subnet of the load balancer gets no traffic; one outside the VPC's subnets has no zone. */
export function inEnabledZone(elbv2: Elbv2, group: StoredTargetGroup, zone: string | undefined): boolean {
  const zones = loadBalancersOf(elbv2, group.arn).flatMap((arn) => elbv2.loadBalancers.get(arn)?.zones ?? []);
  return zone === undefined || zones.length === 0 || zones.some(({ zoneName }) => zoneName === zone);
}

/** Opens a stored listener, or gives the open one its new rules; keeps the port that was opened. */
export async function publishListener(elbv2: Elbv2, arn: string): Promise<void> {
  const listener = elbv2.listeners.get(arn);
  if (!listener) return;
  if (elbv2.plane.isOpen(arn)) elbv2.plane.changeListener(listenerConfig(elbv2, listener));
  else {
    const openedPort = await elbv2.plane.openListener(listenerConfig(elbv2, listener));
    if (openedPort !== listener.openedPort) elbv2.listeners.update(arn, { openedPort });
  }
  republishTargets(elbv2);
}

/** Zones may have become enabled or disabled for targets. */
export function republishTargets(elbv2: Elbv2): void {
  for (const group of elbv2.targetGroups.values()) publishTargetGroup(elbv2, group);
}

function targetGroupConfig({ arn, health, attributes }: StoredTargetGroup): TargetGroupConfig {
  return {
    id: arn,
    healthCheck: {
      path: health.path,
      port: health.port === 'traffic-port' ? undefined : Number(health.port),
      intervalMs: health.intervalSeconds * 1000,
      timeoutMs: health.timeoutSeconds * 1000,
      healthyThreshold: health.healthyThreshold,
      unhealthyThreshold: health.unhealthyThreshold,
      codes: health.codes,
    },
    deregistrationDelayMs: Number(attributes['deregistration_delay.timeout_seconds']) * 1000,
    algorithm: (attributes['load_balancing.algorithm.type'] ?? 'round_robin') as TargetGroupConfig['algorithm'],
  };
}

function listenerConfig(elbv2: Elbv2, listener: StoredListener): ListenerConfig {
  const { attributes } = findLoadBalancer(elbv2, listener.loadBalancerArn);
  return {
    id: listener.arn,
    port: listener.port,
    openedPort: listener.openedPort,
    rules: rulesOf(elbv2, listener.arn).map(({ conditions, actions }) => ({ conditions: conditions.map(toCondition), action: toAction(actions) })),
    defaultAction: toAction(listener.actions),
    options: {
      idleTimeoutMs: Number(attributes['idle_timeout.timeout_seconds']) * 1000,
      forwardedFor: (attributes['routing.http.xff_header_processing.mode'] ?? 'append') as ListenerConfig['options']['forwardedFor'],
    },
  };
}

function toAction([action]: readonly ApiAction[]): Action {
  const { ForwardConfig, RedirectConfig, FixedResponseConfig } = action ?? {};
  if (RedirectConfig) {
    const { StatusCode, Protocol = '', Host = '', Port = '', Path = '', Query = '' } = RedirectConfig;
    return { type: 'redirect', redirect: { status: StatusCode === 'HTTP_301' ? 301 : 302, protocol: Protocol, host: Host, port: Port, path: Path, query: Query } };
  }
  if (FixedResponseConfig) {
    const { StatusCode, ContentType = 'text/plain', MessageBody = '' } = FixedResponseConfig;
    return { type: 'fixed-response', status: Number(StatusCode), contentType: ContentType, body: MessageBody };
  }
  return { type: 'forward', groups: (ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn = '', Weight = 1 }) => ({ id: TargetGroupArn, weight: Weight })) };
}

function toCondition(condition: RuleCondition): Condition {
  const { Field, Values = [] } = condition;
  switch (Field) {
    case 'http-header':
      return { field: Field, name: condition.HttpHeaderConfig?.HttpHeaderName ?? '', values: condition.HttpHeaderConfig?.Values ?? [] };
    case 'query-string':
      return { field: Field, values: (condition.QueryStringConfig?.Values ?? []).map(({ Key, Value = '' }) => ({ key: Key, value: Value })) };
    case 'http-request-method':
      return { field: Field, values: condition.HttpRequestMethodConfig?.Values ?? [] };
    case 'source-ip':
      return { field: Field, values: condition.SourceIpConfig?.Values ?? [] };
    case 'host-header':
      return { field: Field, values: Values };
    default:
      return { field: 'path-pattern', values: Values };
  }
}
