import type { DescribeNetworkInterfacesCommandInput, DescribeNetworkInterfacesCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import type { Ec2 } from '../ec2.js';
import type { FilterTable } from '../filters.js';
import type { NetworkInterface } from '../model.js';
import { describedInterface } from '../network-interface/described-interface.js';
import { select } from '../select.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

const filters = (ec2: Ec2): FilterTable<NetworkInterface> => ({
  'network-interface-id': (one) => [one.id],
  'vpc-id': (one) => [one.vpcId],
  'subnet-id': (one) => [one.subnetId],
  'availability-zone': (one) => [one.zone],
  'group-id': (one) => one.groupIds,
  'group-name': (one) => one.groupIds.map((id) => ec2.groups.get(id)?.name),
  description: (one) => [one.description],
  'interface-type': (one) => [one.interfaceType],
  'mac-address': (one) => [one.mac],
  'owner-id': () => [ec2.context.account.id],
  'private-ip-address': (one) => [one.privateIp],
  'addresses.private-ip-address': (one) => [one.privateIp],
  'requester-id': (one) => [one.requesterId],
  'requester-managed': (one) => [String(one.requesterId !== undefined)],
  'attachment.attachment-id': (one) => [one.attachmentId],
  'attachment.status': (one) => [one.attachmentId === undefined ? undefined : 'attached'],
  'attachment.instance-owner-id': (one) => [one.requesterId],
  status: (one) => [one.attachmentId === undefined ? 'available' : 'in-use'],
});

export function describeNetworkInterfaces(ec2: Ec2): Handler<DescribeNetworkInterfacesCommandInput, DescribeNetworkInterfacesCommandOutput> {
  return (input) => {
    liveEndpoints(ec2);
    const { items, nextToken } = select(ec2.interfaces, 'interface', { ...input, ids: input.NetworkInterfaceIds }, filters(ec2));
    return { NetworkInterfaces: items.map((one) => describedInterface(ec2, one)), NextToken: nextToken };
  };
}
