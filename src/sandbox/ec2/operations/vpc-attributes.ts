import type {
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput,
  ModifyVpcAttributeCommandInput,
  ModifyVpcAttributeCommandOutput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../../aws-error.js';
import type { Handler } from '../../service.js';
import { find, type Ec2 } from '../ec2.js';
import { invalidValue, missingParameter, notInSandbox } from '../errors.js';

/** Sets one attribute, DNS support or DNS host names; both at once is an error on AWS. */
export function modifyVpcAttribute(ec2: Ec2): Handler<ModifyVpcAttributeCommandInput, ModifyVpcAttributeCommandOutput> {
  return ({ VpcId = '', EnableDnsSupport: support, EnableDnsHostnames: hostnames, EnableNetworkAddressUsageMetrics: metrics }) => {
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    if (metrics !== undefined) throw notInSandbox('EnableNetworkAddressUsageMetrics');
    if (support !== undefined && hostnames !== undefined) {
      throw new AwsError('InvalidParameterCombination', 'Fields for multiple attribute types specified: enableDnsHostnames, enableDnsSupport');
    }
    if (support !== undefined) ec2.vpcs.update(vpc.id, { dnsSupport: support.Value ?? true });
    if (hostnames !== undefined) ec2.vpcs.update(vpc.id, { dnsHostnames: hostnames.Value ?? false });
    return {};
  };
}

export function describeVpcAttribute(ec2: Ec2): Handler<DescribeVpcAttributeCommandInput, DescribeVpcAttributeCommandOutput> {
  return ({ VpcId = '', Attribute: attribute }) => {
    const vpc = find(ec2.vpcs, 'vpc', VpcId);
    switch (attribute) {
      case undefined:
        throw missingParameter('attribute');
      case 'enableDnsSupport':
        return { VpcId, EnableDnsSupport: { Value: vpc.dnsSupport } };
      case 'enableDnsHostnames':
        return { VpcId, EnableDnsHostnames: { Value: vpc.dnsHostnames } };
      case 'enableNetworkAddressUsageMetrics':
        return { VpcId, EnableNetworkAddressUsageMetrics: { Value: false } };
      default:
        throw invalidValue(`Value (${String(attribute)}) for parameter attribute is invalid. Unknown attribute.`);
    }
  };
}
