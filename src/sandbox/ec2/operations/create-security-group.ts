import type { CreateSecurityGroupCommandInput, CreateSecurityGroupCommandOutput } from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { ec2Arn } from '../arn.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter } from '../errors.js';
import { newSecurityGroup } from '../security-group/new-security-group.js';
import { tagList, tagsOnCreate } from '../tags.js';

const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

/** Makes a group in a VPC. There is no default VPC here, so the VPC must be named. */
export function createSecurityGroup(ec2: Ec2): Handler<CreateSecurityGroupCommandInput, CreateSecurityGroupCommandOutput> {
  return ({ GroupName: name = '', Description: description = '', VpcId, TagSpecifications }, request) => {
    if (VpcId === undefined) throw new AwsError('VPCIdNotSpecified', 'No default VPC for this user');
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    if (name === '') throw missingParameter('groupName');
    if (name.startsWith('sg-')) throw invalidValue(`Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`);
    checkCharacters('GroupName', name);
    checkCharacters('GroupDescription', description);
    if (name === 'default') {
      throw new AwsError('InvalidParameterValue', `Cannot use reserved security group name: default`);
    }
    if (ec2.groups.values().some((group) => group.vpcId === vpc.id && group.name === name)) {
      throw new AwsError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc.id}'`);
    }
    const group = newSecurityGroup({ vpcId: vpc.id, name, description, tags: tagsOnCreate(TagSpecifications, 'security-group', request) });
    ec2.groups.set(group.id, group);
    return { GroupId: group.id, Tags: tagList(group.tags), SecurityGroupArn: ec2Arn(ec2.context.account, 'security-group', group.id) };
  };
}

function checkCharacters(parameter: string, value: string): void {
  if (allowed.test(value)) return;
  throw invalidValue(
    `Value (${value}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported, ` +
      'and it must be 1 to 255 characters from a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
  );
}
