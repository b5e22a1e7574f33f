import { AwsError } from '../aws-error.js';

const error = (code: string) => (message: string) => new AwsError(code, message);

export const validationError = error('ValidationError');
export const invalidConfiguration = error('InvalidConfigurationRequest');
export const invalidTarget = error('InvalidTarget');
export const operationNotPermitted = error('OperationNotPermitted');
export const unsupportedProtocol = error('UnsupportedProtocol');
export const invalidAction = error('InvalidLoadBalancerAction');
export const invalidSubnet = error('InvalidSubnet');
export const tooManyTags = () => error('TooManyTags')('A resource can have at most 50 tags');
export const duplicateTagKeys = () => error('DuplicateTagKeys')('The same tag key is specified more than once');

export const loadBalancerNotFound = (names: readonly string[]) => error('LoadBalancerNotFound')(`Load balancers '[${names.join(', ')}]' not found`);
export const targetGroupNotFound = () => error('TargetGroupNotFound')('One or more target groups not found');
export const listenerNotFound = () => error('ListenerNotFound')('One or more listeners not found');
export const ruleNotFound = () => error('RuleNotFound')('One or more rules not found');
export const subnetNotFound = (id: string) => error('SubnetNotFound')(`The subnet ID '${id}' does not exist`);

export const duplicateLoadBalancer = (name: string) =>
  error('DuplicateLoadBalancerName')(`A load balancer with the same name '${name}' exists, but with different settings`);
export const duplicateTargetGroup = (name: string) =>
  error('DuplicateTargetGroupName')(`A target group with the same name '${name}' exists, but with different settings`);
export const duplicateListener = (loadBalancerArn: string) =>
  error('DuplicateListener')(`A listener already exists on this port for this load balancer '${loadBalancerArn}'`);
export const targetGroupInUse = (arn: string) => error('ResourceInUse')(`Target group '${arn}' is currently in use by a listener or a rule`);
export const priorityInUse = (priority: number) => error('PriorityInUse')(`Priority '${priority}' is currently in use`);
export const targetGroupAssociated = (arn: string) =>
  error('TargetGroupAssociationLimit')(`The following target groups cannot be associated with more than one load balancer: ${arn}`);

/** What ALB can do and the sandbox cannot: said by name, never half done. */
export const notInSandbox = (what: string) => validationError(`The sandbox does not support ${what}.`);

/** The sentence that AWS's own front gives for a value out of bounds. */
export const constraintError = (value: unknown, member: string, constraint: string) =>
  validationError(`1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${constraint}`);

/** Refuses a number that is not between `low` and `high`. */
export function requireRange(value: number | undefined, member: string, low: number, high: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < low) throw constraintError(value, member, `have value greater than or equal to ${low}`);
  if (value > high) throw constraintError(value, member, `have value less than or equal to ${high}`);
}
