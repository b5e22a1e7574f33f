import { randomBytes } from 'node:crypto';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue } from '../errors.js';
import { newId } from '../ids.js';
import type { NetworkInterface, SecurityGroup, Subnet, Tags } from '../model.js';
import { allocateAddress } from './addresses.js';

interface Wish {
  readonly subnetId: string;
  /** Empty: the VPC's default group. */
  readonly groupIds: readonly string[];
  readonly description: string;
  readonly privateIp?: string;
  readonly interfaceType?: string;
  /** The service of AWS that asks; its interface is in use from the start. */
  readonly requesterId?: string;
  readonly tags: Tags;
}

/** Makes and stores an interface with a private address of the subnet. */
export function newNetworkInterface(ec2: Ec2, wish: Wish): NetworkInterface {
  const subnet = find(ec2.subnets, 'subnet', wish.subnetId);
  const groupIds = groupsFor(ec2, subnet, wish.groupIds).map((group) => group.id);
  const one: NetworkInterface = {
    id: newId('eni'),
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    zone: subnet.zone,
    privateIp: allocateAddress(ec2, subnet, wish.privateIp),
    mac: `06:${[...randomBytes(5)].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`,
    groupIds,
    description: wish.description,
    interfaceType: wish.interfaceType ?? 'interface',
    ...(wish.requesterId === undefined ? {} : { requesterId: wish.requesterId, attachmentId: newId('eni-attach') }),
    createdAt: ec2.context.clock.now(),
    tags: wish.tags,
  };
  ec2.interfaces.set(one.id, one);
  return one;
}

function groupsFor(ec2: Ec2, subnet: Subnet, ids: readonly string[]): SecurityGroup[] {
  if (ids.length === 0) return ec2.groups.values().filter((group) => group.vpcId === subnet.vpcId && group.name === 'default');
  const groups = [...new Set(ids)].map((id) => find(ec2.groups, 'group', id));
  const stranger = groups.find((group) => group.vpcId !== subnet.vpcId);
  if (stranger) throw invalidValue(`Security group ${stranger.id} and subnet ${subnet.id} belong to different networks.`);
  return groups;
}
