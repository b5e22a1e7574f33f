import type { DeleteSecurityGroupCommandInput, DeleteSecurityGroupCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { dependencyViolation, missingParameter } from '../errors.js';
import { liveEndpoints } from '../vpc-endpoint/live-endpoints.js';

/** Deletes a group that no network interface bears and no other group's rule names. */
export function deleteSecurityGroup(ec2: Ec2): Handler<DeleteSecurityGroupCommandInput, DeleteSecurityGroupCommandOutput> {
  return ({ GroupId, GroupName }) => {
    if (GroupId === undefined && GroupName !== undefined) {
      throw new AwsError('InvalidGroup.NotFound', `The security group '${GroupName}' does not exist in default VPC 'none'`);
    }
    if (GroupId === undefined) throw missingParameter('groupId');
    const group = find(ec2.groups, 'group', GroupId);
    if (group.name === 'default') {
      throw new AwsError('CannotDelete', `the specified group: "${group.id}" name: "default" cannot be deleted by a user`);
    }
    liveEndpoints(ec2);
    const borne = ec2.interfaces.values().some((one) => one.groupIds.includes(group.id));
    const named = ec2.groups
      .values()
      .some((other) => other.id !== group.id && other.rules.some(({ peer }) => 'groupId' in peer && peer.groupId === group.id));
    if (borne || named) throw dependencyViolation(`resource ${group.id} has a dependent object`);
    ec2.groups.delete(group.id);
    return { Return: true, GroupId: group.id };
  };
}
