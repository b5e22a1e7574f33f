import { AwsError } from '../aws-error.js';

/** What can be looked up by id: its id prefix, the stem of its error codes, and what EC2 calls it in texts. */
const kinds = {
  vpc: { prefix: 'vpc', code: 'InvalidVpcID', missing: 'The vpc ID' },
  subnet: { prefix: 'subnet', code: 'InvalidSubnetID', missing: 'The subnet ID' },
  gateway: { prefix: 'igw', code: 'InvalidInternetGatewayID', missing: 'The internetGateway ID' },
  routeTable: { prefix: 'rtb', code: 'InvalidRouteTableID', missing: 'The routeTable ID' },
  group: { prefix: 'sg', code: 'InvalidGroup', missing: 'The security group' },
  interface: { prefix: 'eni', code: 'InvalidNetworkInterfaceID', missing: 'The networkInterface ID' },
  endpoint: { prefix: 'vpce', code: 'InvalidVpcEndpointId', missing: 'The Vpc Endpoint Id' },
  association: { prefix: 'rtbassoc', code: 'InvalidAssociationID', missing: 'The association ID' },
  rule: { prefix: 'sgr', code: 'InvalidSecurityGroupRuleId', missing: 'The security group rule ID' },
} as const;

export type Kind = keyof typeof kinds;

/** `InvalidVpcID.NotFound`, or `….Malformed` for what is no id of that kind at all. */
export function notFound(kind: Kind, id: string): AwsError {
  const { prefix, code, missing } = kinds[kind];
  if (new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) return new AwsError(`${code}.NotFound`, `${missing} '${id}' does not exist`);
  return new AwsError(kind === 'group' ? 'InvalidGroupId.Malformed' : `${code}.Malformed`, `Invalid id: "${id}" (expecting "${prefix}-...")`);
}

export function missingParameter(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
}

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** A parameter that AWS has and the sandbox does not. */
export function notInSandbox(parameter: string): AwsError {
  return new AwsError('UnsupportedOperation', `The sandbox does not support the parameter ${parameter} here`);
}

export function dependencyViolation(message: string): AwsError {
  return new AwsError('DependencyViolation', message);
}

export function hasDependencies(what: 'vpc' | 'subnet' | 'routeTable' | 'internetGateway', id: string): AwsError {
  return dependencyViolation(`The ${what} '${id}' has dependencies and cannot be deleted.`);
}
