import type {
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
} from '@aws-sdk/client-ec2';
import type { NetworkConfiguration } from '@aws-sdk/client-ecs';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import { invalidParameter } from './errors.js';

/** Subnets and security groups exist and belong together. Throws InvalidParameterException. */
export async function checkNetwork(context: SandboxContext, configuration: NetworkConfiguration | undefined): Promise<NetworkConfiguration> {
  const network = configuration?.awsvpcConfiguration;
  if (!network) throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  const { subnets = [], securityGroups = [], assignPublicIp = 'DISABLED' } = network;
  if (subnets.length === 0) throw invalidParameter('subnets can not be empty.');
  if (subnets.length > 16) throw invalidParameter('subnets can have at most 16 items.');
  if (securityGroups.length > 5) throw invalidParameter('securityGroups can have at most 5 items.');

  const { Subnets: foundSubnets = [] } = await context
    .call<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>('ec2', 'DescribeSubnets', { SubnetIds: subnets })
    .catch((error: unknown) => rethrow(`Error retrieving subnet information for [${subnets.join(', ')}]`, error));
  const { SecurityGroups: foundGroups = [] } =
    securityGroups.length === 0
      ? { SecurityGroups: [] }
      : await context
          .call<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput>('ec2', 'DescribeSecurityGroups', { GroupIds: securityGroups })
          .catch((error: unknown) => rethrow(`Error retrieving security group information for [${securityGroups.join(', ')}]`, error));

  const networks = new Set([...foundSubnets, ...foundGroups].map(({ VpcId }) => VpcId));
  if (networks.size > 1) throw invalidParameter('All subnets and security groups must be in the same VPC.');
  return { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp } };
}

function rethrow(what: string, error: unknown): never {
  if (error instanceof AwsError && error.status < 500) throw invalidParameter(`${what}: ${error.message} (ErrorCode: ${error.code})`);
  throw error;
}
