import { describe, expect, test } from 'vitest';
import { findReferences, readTemplate, type Resource } from './read-template.js';

const template = readTemplate();
const resources = Object.entries(template.Resources);

function ofType(type: string): Resource[] {
  return resources.filter(([, { Type }]) => Type === type).map(([, resource]) => resource);
}

function tagsOf({ Properties }: Resource): Record<string, unknown> {
  const tags = (Properties.Tags ?? []) as { Key: string; Value: unknown }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function securityGroup(name: string): Resource {
  const group = ofType('AWS::EC2::SecurityGroup').find(({ Properties }) => Properties.GroupName === name);
  if (group === undefined) throw new Error(`no security group ${name}`);
  return group;
}

function dependenciesOf(name: string): string[] {
  const resource = template.Resources[name];
  const named = [resource?.DependsOn ?? []].flat();
  return [...named, ...findReferences(resource?.Properties)].filter((found) => found in template.Resources);
}

const UNTAGGABLE = new Set([
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::Route',
  'AWS::EC2::SubnetRouteTableAssociation',
]);

describe('the shape of the template', () => {
  test('every reference leads to a parameter, a resource or a pseudo parameter', () => {
    const known = new Set([...Object.keys(template.Parameters), ...Object.keys(template.Resources), 'AWS::Region']);
    const lost = findReferences([template.Resources, template.Outputs, template.Conditions]).filter((name) => !known.has(name));
    expect(lost).toEqual([]);
  });

  test('no resource waits for itself, however long the way round', () => {
    const waitsForItself = (name: string, seen: readonly string[]): boolean =>
      seen.includes(name) || dependenciesOf(name).some((next) => waitsForItself(next, [...seen, name]));
    expect(Object.keys(template.Resources).filter((name) => waitsForItself(name, []))).toEqual([]);
  });

  test('everything taggable is tagged with workshop, owner and name', () => {
    for (const [name, resource] of resources) {
      if (UNTAGGABLE.has(resource.Type)) continue;
      expect(tagsOf(resource), name).toMatchObject({
        'boyacky-lab:workshop': 'boyacky',
        'boyacky-lab:owner': { Ref: 'Owner' },
        Name: expect.stringMatching(/boyacky/) as unknown,
      });
    }
  });

  test('nothing that costs without need, nothing that asks for a capability', () => {
    const types = resources.map(([, { Type }]) => Type);
    expect(types.filter((type) => /NatGateway|EIP|Cloud9|IAM/.test(type))).toEqual([]);
  });

  test('the owner is a parameter, and every parameter has a default', () => {
    expect(template.Parameters.Owner?.Default).toBe('learner');
    expect(Object.values(template.Parameters).map((parameter) => typeof parameter.Default)).not.toContain('undefined');
  });
});

describe('the network', () => {
  test('a VPC of 10.0.0.0/16 in which private DNS names work', () => {
    expect(ofType('AWS::EC2::VPC')).toHaveLength(1);
    expect(template.Resources.Vpc?.Properties).toMatchObject({
      CidrBlock: '10.0.0.0/16',
      EnableDnsSupport: true,
      EnableDnsHostnames: true,
    });
  });

  test('two public and two private subnets, that do not overlap', () => {
    const subnets = ofType('AWS::EC2::Subnet');
    expect(subnets.map((subnet) => tagsOf(subnet).Name)).toEqual([
      'boyacky-public-subnet-1',
      'boyacky-public-subnet-2',
      'boyacky-private-subnet-1',
      'boyacky-private-subnet-2',
    ]);
    expect(new Set(subnets.map(({ Properties }) => Properties.CidrBlock)).size).toBe(4);
  });

  test('zones can be chosen, and are the first two of the region otherwise', () => {
    const zoneOf = (name: string) => template.Resources[name]?.Properties.AvailabilityZone;
    expect(template.Conditions).toEqual({
      ZoneAIsEmpty: { 'Fn::Equals': [{ Ref: 'ZoneA' }, ''] },
      ZoneBIsEmpty: { 'Fn::Equals': [{ Ref: 'ZoneB' }, ''] },
    });
    expect(zoneOf('PublicSubnet1')).toEqual({
      'Fn::If': ['ZoneAIsEmpty', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, { Ref: 'ZoneA' }],
    });
    expect(zoneOf('PublicSubnet2')).toEqual({
      'Fn::If': ['ZoneBIsEmpty', { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }, { Ref: 'ZoneB' }],
    });
    expect(zoneOf('PrivateSubnet1')).toEqual({ 'Fn::GetAtt': ['PublicSubnet1', 'AvailabilityZone'] });
    expect(zoneOf('PrivateSubnet2')).toEqual({ 'Fn::GetAtt': ['PublicSubnet2', 'AvailabilityZone'] });
  });

  test('the public subnets alone have a way to the internet, once the gateway is attached', () => {
    expect(ofType('AWS::EC2::Route')).toHaveLength(1);
    expect(template.Resources.PublicDefaultRoute).toMatchObject({
      DependsOn: 'GatewayAttachment',
      Properties: { RouteTableId: { Ref: 'PublicRouteTable' }, DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'InternetGateway' } },
    });
    const pairs = ofType('AWS::EC2::SubnetRouteTableAssociation').map(({ Properties }) => findReferences(Properties));
    expect(pairs).toEqual([
      ['PublicSubnet1', 'PublicRouteTable'],
      ['PublicSubnet2', 'PublicRouteTable'],
      ['PrivateSubnet1', 'PrivateRouteTable'],
      ['PrivateSubnet2', 'PrivateRouteTable'],
    ]);
  });
});

describe('the security groups', () => {
  test.each([
    ['boyacky_alb_sg', { FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
    ['boyacky_web_sg', { FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: { 'Fn::GetAtt': ['AlbSecurityGroup', 'GroupId'] } }],
    ['boyacky_endpoint_sg', { FromPort: 443, ToPort: 443, CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }],
  ])('%s lets in one thing only', (name, rule) => {
    const { Properties } = securityGroup(name);
    expect(Properties.SecurityGroupIngress).toEqual([{ IpProtocol: 'tcp', Description: expect.any(String) as unknown, ...rule }]);
  });

  test('descriptions hold only characters that EC2 accepts', () => {
    const accepted = /^[\w .\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
    for (const { Properties } of ofType('AWS::EC2::SecurityGroup')) {
      expect(Properties.GroupDescription).toMatch(accepted);
      for (const { Description } of Properties.SecurityGroupIngress as { Description: string }[]) {
        expect(Description).toMatch(accepted);
      }
    }
  });
});

describe('the doors', () => {
  test('a load balancer in both public subnets, made after their route', () => {
    expect(template.Resources.LoadBalancer).toMatchObject({
      DependsOn: 'PublicDefaultRoute',
      Properties: {
        Name: 'boyacky-alb',
        Scheme: 'internet-facing',
        Subnets: [{ Ref: 'PublicSubnet1' }, { Ref: 'PublicSubnet2' }],
      },
    });
  });

  const endpoints = ofType('AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties);
  const serviceName = (service: string) => ({ 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` });

  test('gateway endpoints for s3 and dynamodb, in the private route table', () => {
    const gateways = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');
    expect(gateways.map(({ ServiceName }) => ServiceName)).toEqual([serviceName('s3'), serviceName('dynamodb')]);
    for (const { RouteTableIds } of gateways) expect(RouteTableIds).toEqual([{ Ref: 'PrivateRouteTable' }]);
  });

  test('interface endpoints for ecr and logs, in the private subnets, under the usual names', () => {
    const interfaces = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');
    expect(interfaces.map(({ ServiceName }) => ServiceName)).toEqual(['ecr.api', 'ecr.dkr', 'logs'].map(serviceName));
    for (const endpoint of interfaces) {
      expect(endpoint).toMatchObject({
        PrivateDnsEnabled: true,
        SubnetIds: [{ Ref: 'PrivateSubnet1' }, { Ref: 'PrivateSubnet2' }],
        SecurityGroupIds: [{ 'Fn::GetAtt': ['EndpointSecurityGroup', 'GroupId'] }],
      });
    }
  });
});

describe('what the container writes', () => {
  test('a log group that forgets after a week', () => {
    expect(ofType('AWS::Logs::LogGroup')[0]?.Properties).toMatchObject({ LogGroupName: '/ecs/boyacky-taskdef', RetentionInDays: 7 });
  });

  test('a table that outlives the stack', () => {
    expect(ofType('AWS::DynamoDB::Table')[0]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: 'boyacky',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'view_index',
            KeySchema: [
              { AttributeName: 'date', KeyType: 'HASH' },
              { AttributeName: 'time', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      },
    });
  });

  test('the outputs name what the later chapters need', () => {
    expect(Object.keys(template.Outputs)).toEqual([
      'VpcId',
      'PublicSubnetIds',
      'PrivateSubnetIds',
      'AlbSecurityGroupId',
      'WebSecurityGroupId',
      'EndpointSecurityGroupId',
      'AlbArn',
      'AlbDnsName',
      'AlbUrl',
      'LogGroupName',
      'TableName',
      'TableArn',
    ]);
  });
});
