import type { NetworkInterface as DescribedInterface, NetworkInterfaceType } from '@aws-sdk/client-ec2';
import type { Ec2 } from '../ec2.js';
import type { NetworkInterface } from '../model.js';
import { tagList } from '../tags.js';

export function describedInterface(ec2: Ec2, one: NetworkInterface): DescribedInterface {
  const { account } = ec2.context;
  const dnsName = `ip-${one.privateIp.replaceAll('.', '-')}.${account.region}.compute.internal`;
  return {
    NetworkInterfaceId: one.id,
    OwnerId: account.id,
    VpcId: one.vpcId,
    SubnetId: one.subnetId,
    AvailabilityZone: one.zone,
    Description: one.description,
    Groups: one.groupIds.map((GroupId) => ({ GroupId, GroupName: ec2.groups.get(GroupId)?.name })),
    InterfaceType: one.interfaceType as NetworkInterfaceType,
    MacAddress: one.mac,
    PrivateDnsName: dnsName,
    PrivateIpAddress: one.privateIp,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: one.privateIp, PrivateDnsName: dnsName }],
    RequesterId: one.requesterId,
    RequesterManaged: one.requesterId !== undefined,
    SourceDestCheck: one.requesterId !== 'amazon-elb',
    Status: one.attachmentId === undefined ? 'available' : 'in-use',
    Attachment:
      one.attachmentId === undefined
        ? undefined
        : {
            AttachmentId: one.attachmentId,
            AttachTime: new Date(one.createdAt),
            DeleteOnTermination: false,
            DeviceIndex: 1,
            InstanceOwnerId: one.requesterId,
            Status: 'attached',
          },
    TagSet: tagList(one.tags),
  };
}
