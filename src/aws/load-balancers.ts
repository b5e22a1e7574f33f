import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyTargetGroupCommand,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { orUndefined } from './aws-failure.js';
import { makeOrFind } from './make-or-find.js';
import { createSender, type ClientConfig } from './sender.js';

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly state: string;
  readonly vpcId: string;
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly targetType: string;
  readonly protocol: string;
  readonly port: number;
  readonly vpcId: string;
  readonly healthCheckPath: string;
  readonly loadBalancerArns: readonly string[];
}

export interface Listener {
  readonly arn: string;
  readonly port: number;
  readonly protocol: string;
  readonly targetGroupArns: readonly string[];
}

export interface TargetHealth {
  readonly ip: string;
  readonly port: number;
  /** "initial" | "healthy" | "unhealthy" | "draining" | "unused" | "unavailable" */
  readonly state: string;
  readonly reason?: string;
  readonly description?: string;
}

/** Elastic Load Balancing v2: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ */
export interface LoadBalancers {
  /** How many the region has. */
  count(): Promise<number>;
  find(name: string): Promise<LoadBalancer | undefined>;
  findTargetGroup(name: string): Promise<TargetGroup | undefined>;
  /** Those whose targets are in this VPC, whoever made them; a group outlives its VPC. */
  targetGroupsIn(vpcId: string): Promise<readonly TargetGroup[]>;
  createTargetGroup(request: { name: string; vpcId: string; port: number; healthCheckPath: string; tags: Record<string, string> }): Promise<TargetGroup>;
  listeners(loadBalancerArn: string): Promise<readonly Listener[]>;
  listener(arn: string): Promise<Listener | undefined>;
  createListener(request: { loadBalancerArn: string; port: number; targetGroupArn: string; tags: Record<string, string> }): Promise<Listener>;
  targetHealth(targetGroupArn: string): Promise<readonly TargetHealth[]>;
  /** Of a target group; its type, protocol and VPC can never be changed. */
  setHealthCheckPath(targetGroupArn: string, path: string): Promise<void>;
  /** Lets what a listener hears go to this target group alone. */
  setForward(listenerArn: string, targetGroupArn: string): Promise<void>;
  deleteListener(arn: string): Promise<void>;
  deleteTargetGroup(arn: string): Promise<void>;
}

export function createLoadBalancers(config: ClientConfig): LoadBalancers {
  const elb = createSender('elasticloadbalancing', () => new ElasticLoadBalancingV2Client(config));
  const awsTags = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const findTargetGroup = async (name: string) => {
    const answer = await orUndefined(elb((client) => client.send(new DescribeTargetGroupsCommand({ Names: [name] }))));
    return answer?.TargetGroups?.[0] && readTargetGroup(answer.TargetGroups[0]);
  };
  const listeners = async (loadBalancerArn: string) => {
    const answer = await orUndefined(elb((client) => client.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }))));
    return (answer?.Listeners ?? []).map(readListener);
  };
  return {
    count: async () => (await elb((client) => client.send(new DescribeLoadBalancersCommand({ PageSize: 400 })))).LoadBalancers?.length ?? 0,
    find: async (name) => {
      const answer = await orUndefined(elb((client) => client.send(new DescribeLoadBalancersCommand({ Names: [name] }))));
      const balancer = answer?.LoadBalancers?.[0];
      return (
        balancer && {
          arn: balancer.LoadBalancerArn ?? '',
          name: balancer.LoadBalancerName ?? name,
          dnsName: balancer.DNSName ?? '',
          state: balancer.State?.Code ?? '',
          vpcId: balancer.VpcId ?? '',
        }
      );
    },
    findTargetGroup,
    targetGroupsIn: async (vpcId) => {
      const found: TargetGroup[] = [];
      await elb(async (client) => {
        for await (const { TargetGroups = [] } of paginateDescribeTargetGroups({ client }, {})) found.push(...TargetGroups.map(readTargetGroup));
      });
      return found.filter((group) => group.vpcId === vpcId);
    },
    createTargetGroup: ({ name, vpcId, port, healthCheckPath, tags }) =>
      makeOrFind(
        async () => {
          const { TargetGroups } = await elb((client) =>
            client.send(
              new CreateTargetGroupCommand({
                Name: name,
                TargetType: 'ip',
                Protocol: 'HTTP',
                Port: port,
                VpcId: vpcId,
                HealthCheckPath: healthCheckPath,
                Tags: awsTags(tags),
              }),
            ),
          );
          return readTargetGroup(TargetGroups?.[0] ?? {});
        },
        () => findTargetGroup(name),
      ),
    setHealthCheckPath: async (TargetGroupArn, HealthCheckPath) => {
      await elb((client) => client.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath })));
    },
    setForward: async (ListenerArn, TargetGroupArn) => {
      await elb((client) => client.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: [{ Type: 'forward', TargetGroupArn }] })));
    },
    listeners,
    listener: async (arn) => {
      const answer = await orUndefined(elb((client) => client.send(new DescribeListenersCommand({ ListenerArns: [arn] }))));
      return answer?.Listeners?.[0] && readListener(answer.Listeners[0]);
    },
    createListener: ({ loadBalancerArn, port, targetGroupArn, tags }) =>
      makeOrFind(
        async () => {
          const { Listeners } = await elb((client) =>
            client.send(
              new CreateListenerCommand({
                LoadBalancerArn: loadBalancerArn,
                Port: port,
                Protocol: 'HTTP',
                DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
                Tags: awsTags(tags),
              }),
            ),
          );
          return readListener(Listeners?.[0] ?? {});
        },
        async () => (await listeners(loadBalancerArn)).find((listener) => listener.port === port),
      ),
    targetHealth: async (targetGroupArn) => {
      const answer = await elb((client) => client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })));
      return (answer.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth: health }) => ({
        ip: Target?.Id ?? '',
        port: Target?.Port ?? 0,
        state: health?.State ?? '',
        reason: health?.Reason,
        description: health?.Description,
      }));
    },
    deleteListener: async (arn) => {
      await orUndefined(elb((client) => client.send(new DeleteListenerCommand({ ListenerArn: arn }))));
    },
    deleteTargetGroup: async (arn) => {
      await orUndefined(elb((client) => client.send(new DeleteTargetGroupCommand({ TargetGroupArn: arn }))));
    },
  };
}

function readTargetGroup(group: {
  TargetGroupArn?: string;
  TargetGroupName?: string;
  TargetType?: string;
  Protocol?: string;
  Port?: number;
  VpcId?: string;
  HealthCheckPath?: string;
  LoadBalancerArns?: string[];
}): TargetGroup {
  return {
    arn: group.TargetGroupArn ?? '',
    name: group.TargetGroupName ?? '',
    targetType: group.TargetType ?? '',
    protocol: group.Protocol ?? '',
    port: group.Port ?? 0,
    vpcId: group.VpcId ?? '',
    healthCheckPath: group.HealthCheckPath ?? '',
    loadBalancerArns: group.LoadBalancerArns ?? [],
  };
}

function readListener(listener: {
  ListenerArn?: string;
  Port?: number;
  Protocol?: string;
  DefaultActions?: { TargetGroupArn?: string; ForwardConfig?: { TargetGroups?: { TargetGroupArn?: string }[] } }[];
}): Listener {
  const actions = listener.DefaultActions ?? [];
  const arns = actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return {
    arn: listener.ListenerArn ?? '',
    port: listener.Port ?? 0,
    protocol: listener.Protocol ?? '',
    targetGroupArns: [...new Set(arns.filter((arn) => arn !== undefined))],
  };
}
