import type { CreateSubnetCommandInput, CreateSubnetCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { contains, formatCidr, overlaps, parseCidr, type Cidr } from '../cidr.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter } from '../errors.js';
import { newId } from '../ids.js';
import type { Subnet, Vpc } from '../model.js';
import { refuseUnsupported } from '../refuse-unsupported.js';
import { tagsOnCreate } from '../tags.js';
import { zonesOf } from '../zones.js';
import { describedSubnet } from './describe-subnets.js';

/** Makes a subnet inside the VPC's block, apart from its other subnets. Without a zone it is the first one. */
export function createSubnet(ec2: Ec2): Handler<CreateSubnetCommandInput, CreateSubnetCommandOutput> {
  return (input, request) => {
    refuseUnsupported(input, ['Ipv6CidrBlock', 'Ipv6Native', 'OutpostArn', 'Ipv4IpamPoolId', 'Ipv6IpamPoolId']);
    const vpc = find(ec2.vpcs, 'vpc', input.VpcId ?? '');
    if (input.CidrBlock === undefined) throw missingParameter('cidrBlock');
    const subnet: Subnet = {
      id: newId('subnet'),
      vpcId: vpc.id,
      cidr: formatCidr(freeBlock(ec2, vpc, input.CidrBlock)),
      zone: chosenZone(ec2, input),
      mapPublicIp: false,
      tags: tagsOnCreate(input.TagSpecifications, 'subnet', request),
    };
    ec2.subnets.set(subnet.id, subnet);
    return { Subnet: { ...describedSubnet(ec2, subnet), State: 'pending' } };
  };
}

function freeBlock(ec2: Ec2, vpc: Vpc, text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  const whole = parseCidr(vpc.cidr);
  if (cidr.prefix < 16 || cidr.prefix > 28 || !whole || !contains(whole, cidr)) {
    throw new AwsError('InvalidSubnet.Range', `The CIDR '${text}' is invalid.`);
  }
  for (const other of ec2.subnets.values()) {
    const taken = other.vpcId === vpc.id ? parseCidr(other.cidr) : undefined;
    if (taken && overlaps(taken, cidr)) throw new AwsError('InvalidSubnet.Conflict', `The CIDR '${text}' conflicts with another subnet`);
  }
  return cidr;
}

function chosenZone(ec2: Ec2, { AvailabilityZone: name, AvailabilityZoneId: id }: CreateSubnetCommandInput): string {
  const zones = zonesOf(ec2.context.account);
  const zone = zones.find((candidate) => (name === undefined || candidate.name === name) && (id === undefined || candidate.id === id));
  if (zone) return zone.name;
  const usable = zones.map((candidate) => (id === undefined ? candidate.name : candidate.id)).join(', ');
  throw invalidValue(
    `Value (${name ?? id ?? ''}) for parameter ${id === undefined ? 'availabilityZone' : 'availabilityZoneId'} is invalid. ` +
      `Subnets can currently only be created in the following availability zones: ${usable}.`,
  );
}
