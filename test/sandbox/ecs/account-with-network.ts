import { AuthorizeSecurityGroupIngressCommand, CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand, CreateInternetGatewayCommand, AttachInternetGatewayCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { CreateClusterCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  waitUntilLoadBalancerAvailable,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { vi } from 'vitest';
import type { TestSandbox } from '../harness.js';

export interface Account {
  readonly ecs: ECSClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly ec2: EC2Client;
  readonly logs: CloudWatchLogsClient;
  readonly repositoryUri: string;
  readonly targetGroupArn: string;
  readonly subnets: string[];
  readonly securityGroup: string;
  /** Where the load balancer answers. */
  readonly url: string;
  readonly registryPassword: string;
  registerTaskDefinition(tag: string): Promise<string>;
}

export const cluster = 'boyacky-cluster';

/** Everything that a service needs, made through the API with the SDK's clients. */
export async function createAccount({ clientConfig, sandbox }: TestSandbox): Promise<Account> {
  const ec2 = new EC2Client(clientConfig);
  const elb = new ElasticLoadBalancingV2Client(clientConfig);
  const ecs = new ECSClient(clientConfig);
  const ecr = new ECRClient(clientConfig);
  const iam = new IAMClient(clientConfig);
  const logs = new CloudWatchLogsClient(clientConfig);

  const vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId ?? '';
  const gateway = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: vpc, InternetGatewayId: gateway }));
  const subnets: string[] = [];
  for (const [index, zone] of sandbox.context.account.zones.slice(0, 2).entries()) {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone: zone }));
    subnets.push(Subnet?.SubnetId ?? '');
  }
  const securityGroup = (await ec2.send(new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: 'web', Description: 'web' }))).GroupId ?? '';
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId: securityGroup, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }),
  );

  const balancer = (await elb.send(new CreateLoadBalancerCommand({ Name: 'boyacky-alb', Subnets: subnets, SecurityGroups: [securityGroup] }))).LoadBalancers?.[0];
  const targetGroupArn =
    (await elb.send(new CreateTargetGroupCommand({ Name: 'boyacky', Protocol: 'HTTP', Port: 80, VpcId: vpc, TargetType: 'ip', HealthCheckPath: '/' }))).TargetGroups?.[0]
      ?.TargetGroupArn ?? '';
  await elb.send(
    new CreateListenerCommand({ LoadBalancerArn: balancer?.LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }] }),
  );
  await waitUntilLoadBalancerAvailable({ client: elb, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { LoadBalancerArns: [balancer?.LoadBalancerArn ?? ''] });
  const addresses = async () => (await (await fetch(`${sandbox.url}/_sandbox/listeners`, { headers: { 'x-boyacky-lab-token': sandbox.token } })).json()) as { url: string }[];
  await vi.waitUntil(async () => (await addresses()).length === 1, { timeout: 10_000 });

  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  for (const RoleName of ['boyacky-task-role', 'ecsTaskExecutionRole']) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  }
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'ecsTaskExecutionRole', PolicyArn }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/boyacky' }));
  const repositoryUri = (await ecr.send(new CreateRepositoryCommand({ repositoryName: 'boyacky/web-app' }))).repository?.repositoryUri ?? '';
  const token = (await ecr.send(new GetAuthorizationTokenCommand({}))).authorizationData?.[0]?.authorizationToken ?? '';
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));

  return {
    ecs,
    elb,
    ec2,
    logs,
    repositoryUri,
    targetGroupArn,
    subnets,
    securityGroup,
    url: (await addresses())[0]?.url ?? '',
    registryPassword: Buffer.from(token, 'base64').toString().slice('AWS:'.length),
    registerTaskDefinition: async (tag) => {
      const { taskDefinition } = await ecs.send(
        new RegisterTaskDefinitionCommand({
          family: 'boyacky-taskdef',
          requiresCompatibilities: ['FARGATE'],
          networkMode: 'awsvpc',
          cpu: '256',
          memory: '512',
          taskRoleArn: 'boyacky-task-role',
          executionRoleArn: 'ecsTaskExecutionRole',
          runtimePlatform: { cpuArchitecture: process.arch === 'arm64' ? 'ARM64' : 'X86_64', operatingSystemFamily: 'LINUX' },
          containerDefinitions: [
            {
              name: 'boyacky-web-app',
              image: `${repositoryUri}:${tag}`,
              portMappings: [{ containerPort: 8080 }],
              stopTimeout: 10,
              logConfiguration: {
                logDriver: 'awslogs',
                options: { 'awslogs-group': '/ecs/boyacky', 'awslogs-region': sandbox.context.account.region, 'awslogs-stream-prefix': 'ecs' },
              },
            },
          ],
        }),
      );
      return taskDefinition?.taskDefinitionArn ?? '';
    },
  };
}
