import type { CreateVpcCommandInput, CreateVpcCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { AwsError } from '../../aws-error.js';
import { formatCidr, parseCidr } from '../cidr.js';
import type { Ec2 } from '../ec2.js';
import { missingParameter } from '../errors.js';
import { newId } from '../ids.js';
import type { Vpc } from '../model.js';
import { refuseUnsupported } from '../refuse-unsupported.js';
import { newSecurityGroup } from '../security-group/new-security-group.js';
import { tagsOnCreate } from '../tags.js';
import { describedVpc } from './describe-vpcs.js';

/** Makes a VPC together with its main route table and its default security group. */
export function createVpc(ec2: Ec2): Handler<CreateVpcCommandInput, CreateVpcCommandOutput> {
  return (input, request) => {
    refuseUnsupported(input, ['AmazonProvidedIpv6CidrBlock', 'Ipv6CidrBlock', 'Ipv6Pool', 'Ipv4IpamPoolId', 'Ipv6IpamPoolId']);
    if (input.CidrBlock === undefined) throw missingParameter('cidrBlock');
    const cidr = parseCidr(input.CidrBlock);
    if (!cidr) throw new AwsError('InvalidParameterValue', `Value (${input.CidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
    if (cidr.prefix < 16 || cidr.prefix > 28) throw new AwsError('InvalidVpc.Range', `The CIDR '${input.CidrBlock}' is invalid.`);

    const vpc: Vpc = {
      id: newId('vpc'),
      cidr: formatCidr(cidr),
      cidrAssociationId: newId('vpc-cidr-assoc'),
      instanceTenancy: input.InstanceTenancy ?? 'default',
      dnsSupport: true,
      dnsHostnames: false,
      tags: tagsOnCreate(input.TagSpecifications, 'vpc', request),
    };
    ec2.vpcs.set(vpc.id, vpc);
    const routeTableId = newId('rtb');
    ec2.routeTables.set(routeTableId, {
      id: routeTableId,
      vpcId: vpc.id,
      routes: [{ destination: { cidr: vpc.cidr }, gatewayId: 'local', origin: 'CreateRouteTable' }],
      associations: [{ id: newId('rtbassoc') }],
      tags: {},
    });
    const group = newSecurityGroup({ vpcId: vpc.id, name: 'default', description: 'default VPC security group', tags: {} });
    const fromItself = { id: newId('sgr'), egress: false, protocol: '-1', peer: { groupId: group.id }, tags: {} };
    ec2.groups.set(group.id, { ...group, rules: [...group.rules, fromItself] });
    return { Vpc: { ...describedVpc(ec2, vpc), State: 'pending' } };
  };
}
