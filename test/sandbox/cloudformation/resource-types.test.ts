import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateCluster$, CreateService$, DeleteCluster$, DeleteService$, DeregisterTaskDefinition$, DescribeClusters$, DescribeServices$, RegisterTaskDefinition$ } from '@aws-sdk/client-ecs';
import { DescribeListenersCommand, DescribeRulesCommand, DescribeTagsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { operation, type Service } from '../../../src/sandbox/service.js';
import { startTestSandbox, type TestSandbox } from '../harness.js';

const network = `
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.0.0.0/16 } }
  Gateway: { Type: 'AWS::EC2::InternetGateway' }
  Attachment: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway } }
  Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: !Ref Vpc } }
  Route:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: { RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ''] } }
  SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [1, !GetAZs ''] } }
  RoutesA: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: !Ref SubnetA, RouteTableId: !Ref Routes } }
  RoutesB: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: !Ref SubnetB, RouteTableId: !Ref Routes } }
`;

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;
let asked: [operation: string, input: unknown][];

beforeEach(async () => {
  asked = [];
  sandbox = await startTestSandbox({
    services: ['sts', 'iam', 'ec2', 'logs', 'ecr', 'elbv2', 'cloudformation'],
    factories: { ecs: () => Promise.resolve(fakeEcs()) },
  });
  cloudformation = new CloudFormationClient(sandbox.clientConfig);
});
afterEach(() => sandbox.stop());

/** Only records what it is asked for: ECS itself is tested elsewhere. */
function fakeEcs(): Service {
  const arn = (what: string) => `arn:aws:ecs:ap-northeast-1:123456789012:${what}`;
  let status = 'ACTIVE';
  const answer = (schema: unknown, name: string, output: () => object) =>
    operation(schema, (input) => {
      asked.push([name, input]);
      return output();
    });
  const service = () => ({ serviceArn: arn('service/c/s'), serviceName: 's', status, runningCount: 1, desiredCount: 1, deployments: [{}] });
  return {
    name: 'ecs',
    operations: {
      CreateCluster: answer(CreateCluster$, 'CreateCluster', () => ({ cluster: { clusterName: 'c' } })),
      DescribeClusters: answer(DescribeClusters$, 'DescribeClusters', () => ({ clusters: [{ clusterArn: arn('cluster/c') }] })),
      DeleteCluster: answer(DeleteCluster$, 'DeleteCluster', () => ({})),
      RegisterTaskDefinition: answer(RegisterTaskDefinition$, 'RegisterTaskDefinition', () => ({ taskDefinition: { taskDefinitionArn: arn('task-definition/t:1') } })),
      DeregisterTaskDefinition: answer(DeregisterTaskDefinition$, 'DeregisterTaskDefinition', () => ({})),
      CreateService: answer(CreateService$, 'CreateService', () => ({ service: service() })),
      DescribeServices: answer(DescribeServices$, 'DescribeServices', () => ({ services: [service()] })),
      DeleteService: answer(DeleteService$, 'DeleteService', () => {
        status = 'INACTIVE';
        return {};
      }),
    },
  };
}

async function settled(name: string): Promise<{ status: string; reason: string | undefined; outputs: Record<string, string | undefined> }> {
  return vi.waitFor(
    async () => {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
      const { StackStatus = '', StackStatusReason, Outputs = [] } = Stacks?.[0] ?? {};
      if (StackStatus.endsWith('IN_PROGRESS')) throw new Error(StackStatus);
      return { status: StackStatus, reason: StackStatusReason, outputs: Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue])) };
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function create(resources: string, outputs = '', more: { Tags?: { Key: string; Value: string }[] } = {}): Promise<string> {
  const TemplateBody = `Resources:${resources}${outputs === '' ? '' : `\nOutputs:${outputs}`}`;
  const { StackId = '' } = await cloudformation.send(
    new CreateStackCommand({ StackName: 's', TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'], ...more }),
  );
  return StackId;
}

async function failures(id: string): Promise<string[]> {
  const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: id }));
  return StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED')).map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId ?? ''}: ${ResourceStatusReason ?? ''}`);
}

describe('resource types', { timeout: 60_000 }, () => {
  it('load balancing: balancer, target group, listener, rule', async () => {
    const id = await create(
      `${network}
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: g, VpcId: !Ref Vpc } }
  FromItself: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: !Ref Group, IpProtocol: '-1', SourceSecurityGroupId: !Ref Group } }
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    DependsOn: Route
    Properties: { Subnets: [!Ref SubnetA, !Ref SubnetB], SecurityGroups: [!Ref Group] }
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: !Ref Vpc, Port: 8080, Protocol: HTTP, TargetType: ip, TargetGroupAttributes: [{ Key: deregistration_delay.timeout_seconds, Value: 5 }] }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] }
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions: [{ Field: path-pattern, Values: [/old] }]
      Actions: [{ Type: fixed-response, FixedResponseConfig: { StatusCode: 404, ContentType: text/plain, MessageBody: gone } }]
`,
      `
  Arn: { Value: !Ref Listener }
  Balancer: { Value: !Ref Balancer }
  FullName: { Value: !GetAtt Balancer.LoadBalancerFullName }
  Host: { Value: !GetAtt Balancer.DNSName }
`,
      { Tags: [{ Key: 'boyacky-lab:owner', Value: 'me' }] },
    );
    const { status, outputs } = await settled('s');
    expect(await failures(id)).toEqual([]);
    expect(status).toBe('CREATE_COMPLETE');
    expect(outputs.FullName).toMatch(/^app\/s-Balancer-[0-9A-F]{12}\/[0-9a-f]{16}$/);
    const elbv2 = new ElasticLoadBalancingV2Client(sandbox.clientConfig);
    const { Listeners } = await elbv2.send(new DescribeListenersCommand({ ListenerArns: [outputs.Arn ?? ''] }));
    expect(Listeners?.[0]?.Port).toBe(80);
    const { Rules } = await elbv2.send(new DescribeRulesCommand({ ListenerArn: outputs.Arn }));
    expect(Rules?.[0]).toMatchObject({ Priority: '10', Actions: [{ FixedResponseConfig: { StatusCode: '404', MessageBody: 'gone' } }] });
    const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns: [outputs.Balancer ?? ''] }));
    expect(TagDescriptions?.[0]?.Tags).toContainEqual({ Key: 'boyacky-lab:owner', Value: 'me' });
    await cloudformation.send(new DeleteStackCommand({ StackName: 's' }));
    expect((await settled(id)).status).toBe('DELETE_COMPLETE');
  });

  it('IAM and ECR', async () => {
    const id = await create(
      `
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: boyacky-task-role
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{ Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }]
      ManagedPolicyArns: [!Ref Managed]
      Policies:
        - PolicyName: inside
          PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: '*' }] }
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 'logs:*', Resource: '*' }] } }
  Inline:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: outside
      Roles: [!Ref Role]
      PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 'ecr:*', Resource: !GetAtt Repository.Arn }] }
  Repository:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: boyacky/web-app, ImageTagMutability: IMMUTABLE, ImageScanningConfiguration: { ScanOnPush: true } }
`,
      `
  Uri: { Value: !GetAtt Repository.RepositoryUri }
  RoleArn: { Value: !GetAtt Role.Arn, Export: { Name: !Sub '\${AWS::StackName}-role' } }
`,
    );
    const { status, outputs } = await settled('s');
    expect(await failures(id)).toEqual([]);
    expect(status).toBe('CREATE_COMPLETE');
    expect(outputs.RoleArn).toBe('arn:aws:iam::123456789012:role/boyacky-task-role');
    const iam = new IAMClient(sandbox.clientConfig);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'boyacky-task-role' }));
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({ Version: '2012-10-17' });
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName: 'boyacky-task-role' }))).PolicyNames?.sort()).toEqual(['inside', 'outside']);
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'boyacky-task-role' }))).AttachedPolicies).toHaveLength(1);
    const { repositories } = await new ECRClient(sandbox.clientConfig).send(new DescribeRepositoriesCommand({ repositoryNames: ['boyacky/web-app'] }));
    expect(repositories?.[0]).toMatchObject({ imageTagMutability: 'IMMUTABLE', repositoryUri: outputs.Uri });

    // A second stack that wants the same name: refused by what is there, and what is there stays.
    const again = await cloudformation.send(
      new CreateStackCommand({ StackName: 't', TemplateBody: 'Resources:\n  R: { Type: "AWS::ECR::Repository", Properties: { RepositoryName: boyacky/web-app } }' }),
    );
    expect((await settled('t')).status).toBe('ROLLBACK_COMPLETE');
    expect(await failures(again.StackId ?? '')).toEqual(["R: Resource of type 'AWS::ECR::Repository' with identifier 'boyacky/web-app' already exists."]);

    await cloudformation.send(new DeleteStackCommand({ StackName: 's' }));
    expect((await settled(id)).status).toBe('DELETE_COMPLETE');
    await expect(iam.send(new GetRoleCommand({ RoleName: 'boyacky-task-role' }))).rejects.toThrow('cannot be found');
  });

  it('ECS: members in camelCase, labels and options as they are', async () => {
    const id = await create(`
  Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: c, ClusterSettings: [{ Name: containerInsights, Value: disabled }] } }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: t
      Cpu: 256
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      RuntimePlatform: { CpuArchitecture: ARM64, OperatingSystemFamily: LINUX }
      ContainerDefinitions:
        - Name: web
          Image: repository:1.0
          PortMappings: [{ ContainerPort: 8080 }]
          Environment: [{ Name: TABLE, Value: boyacky }]
          DockerLabels: { Com.Example: Yes }
          LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: /g, Mode: non-blocking } }
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 1
      LaunchType: FARGATE
      LoadBalancers: [{ TargetGroupArn: arn, ContainerName: web, ContainerPort: 8080 }]
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [s-1], SecurityGroups: [g-1], AssignPublicIp: DISABLED } }
      DeploymentConfiguration: { MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }
`);
    expect((await settled('s')).status).toBe('CREATE_COMPLETE');
    expect(Object.fromEntries(asked)).toMatchObject({
      CreateCluster: { clusterName: 'c', settings: [{ name: 'containerInsights', value: 'disabled' }] },
      RegisterTaskDefinition: {
        family: 't',
        cpu: '256',
        memory: '512',
        runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
        containerDefinitions: [
          {
            name: 'web',
            portMappings: [{ containerPort: 8080 }],
            environment: [{ name: 'TABLE', value: 'boyacky' }],
            dockerLabels: { 'Com.Example': 'Yes' },
            logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/g', Mode: 'non-blocking' } },
          },
        ],
      },
      CreateService: {
        cluster: 'c',
        taskDefinition: 'arn:aws:ecs:ap-northeast-1:123456789012:task-definition/t:1',
        desiredCount: 1,
        loadBalancers: [{ targetGroupArn: 'arn', containerName: 'web', containerPort: 8080 }],
        networkConfiguration: { awsvpcConfiguration: { subnets: ['s-1'], securityGroups: ['g-1'], assignPublicIp: 'DISABLED' } },
        deploymentConfiguration: { maximumPercent: 200, deploymentCircuitBreaker: { enable: true, rollback: true } },
      },
    });
    await cloudformation.send(new DeleteStackCommand({ StackName: 's' }));
    expect((await settled(id)).status).toBe('DELETE_COMPLETE');
    const operations = asked.map(([name]) => name);
    expect(operations.indexOf('DeleteService')).toBeLessThan(operations.indexOf('DeleteCluster'));
  });

  it('a change of a stack tag reaches what is there, without a replacement', async () => {
    const subnets = async () => (await new EC2Client(sandbox.clientConfig).send(new DescribeSubnetsCommand({}))).Subnets ?? [];
    const id = await create(network, '', { Tags: [{ Key: 'owner', Value: 'one' }] });
    expect((await settled('s')).status).toBe('CREATE_COMPLETE');
    const before = (await subnets()).map(({ SubnetId }) => SubnetId);
    await cloudformation.send(new UpdateStackCommand({ StackName: 's', UsePreviousTemplate: true, Tags: [{ Key: 'owner', Value: 'two' }] }));
    expect((await settled('s')).status).toBe('UPDATE_COMPLETE');
    expect(await failures(id)).toEqual([]);
    expect((await subnets()).map(({ SubnetId }) => SubnetId)).toEqual(before);
    for (const { Tags } of await subnets()) expect(Tags).toContainEqual({ Key: 'owner', Value: 'two' });
  });
});
