import type { ModifySubnetAttributeCommandInput, ModifySubnetAttributeCommandOutput } from '@aws-sdk/client-ec2';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { missingParameter, notInSandbox } from '../errors.js';

export function modifySubnetAttribute(ec2: Ec2): Handler<ModifySubnetAttributeCommandInput, ModifySubnetAttributeCommandOutput> {
  return ({ SubnetId = '', MapPublicIpOnLaunch: mapPublicIp, ...others }) => {
    const subnet = find(ec2.subnets, 'subnet', SubnetId);
    for (const [name, value] of Object.entries(others)) if (value !== undefined) throw notInSandbox(name);
    if (mapPublicIp === undefined) throw missingParameter('attribute');
    ec2.subnets.update(subnet.id, { mapPublicIp: mapPublicIp.Value ?? false });
    return {};
  };
}
