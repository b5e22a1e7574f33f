import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  type CreateLoadBalancerCommandInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { startTestSandbox, type TestSandbox, type TestSandboxOptions } from '../harness.js';

export interface Site extends TestSandbox {
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly ec2: EC2Client;
  readonly vpcId: string;
  /** In zones a, c and, again, a. */
  readonly subnetIds: readonly [string, string, string];
  readonly groupId: string;
}

/** A sandbox with a VPC that has a way to the internet. */
export async function startSite(options: TestSandboxOptions = {}): Promise<Site> {
  const sandbox = await startSandbox(options);
  const ec2 = new EC2Client(sandbox.clientConfig);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpcId = Vpc?.VpcId ?? '';
  const subnet = async (zone: string, cidr: string) => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpcId, AvailabilityZone: zone, CidrBlock: cidr }));
    return Subnet?.SubnetId ?? '';
  };
  const subnetIds = [await subnet('ap-northeast-1a', '10.0.0.0/24'), await subnet('ap-northeast-1c', '10.0.1.0/24'), await subnet('ap-northeast-1a', '10.0.2.0/24')] as const;
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: vpcId, InternetGatewayId: InternetGateway?.InternetGatewayId ?? '' }));
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand({ VpcId: vpcId, GroupName: 'alb', Description: 'alb' }));
  return { ...sandbox, ec2, elbv2: new ElasticLoadBalancingV2Client(sandbox.clientConfig), vpcId, subnetIds, groupId: GroupId };
}

export async function startSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startTestSandbox({ services: ['ec2', 'elbv2'], ...options });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= sandbox.stop());
  onTestFinished(stop);
  return { ...sandbox, stop };
}

export async function createAlb({ elbv2, subnetIds, groupId }: Site, change: Partial<CreateLoadBalancerCommandInput> = {}): Promise<string> {
  const { LoadBalancers } = await elbv2.send(
    new CreateLoadBalancerCommand({ Name: 'boyacky-alb', Subnets: subnetIds.slice(0, 2), SecurityGroups: [groupId], ...change }),
  );
  return LoadBalancers?.[0]?.LoadBalancerArn ?? '';
}

export async function createGroup({ elbv2, vpcId }: Site, Name = 'web'): Promise<string> {
  const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 8080, VpcId: vpcId, TargetType: 'ip' }));
  return TargetGroups?.[0]?.TargetGroupArn ?? '';
}

export async function createHttpListener({ elbv2 }: Site, LoadBalancerArn: string, TargetGroupArn: string, Port = 80): Promise<string> {
  const { Listeners } = await elbv2.send(
    new CreateListenerCommand({ LoadBalancerArn, Port, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward', TargetGroupArn }] }),
  );
  return Listeners?.[0]?.ListenerArn ?? '';
}

/** A real server that stands for a task's address in the sandbox's network. */
export async function attachTask({ sandbox }: TestSandbox, ip: string, handle: RequestListener): Promise<void> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sandbox.context.network.attach(ip, () => ({ host: '127.0.0.1', port }));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}
