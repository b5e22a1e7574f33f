import { AwsError } from '../../aws-error.js';
import type { ResourceRecord } from '../model.js';
import { PropertyError } from '../providers/shape.js';

const alreadyThere = /AlreadyExists|EntityAlreadyExists|Duplicate/;
const services: Readonly<Record<string, string>> = {
  EC2: 'Ec2',
  ECR: 'Ecr',
  ECS: 'AmazonECS',
  IAM: 'Iam',
  Logs: 'CloudWatchLogs',
  DynamoDB: 'DynamoDb',
  ElasticLoadBalancingV2: 'ElasticLoadBalancingV2',
};

/** Why an operation on a resource failed, in the words of CloudFormation's events. */
export function failureReason(record: Pick<ResourceRecord, 'type' | 'logicalId'>, error: unknown, requestToken: string, name?: string): string {
  if (error instanceof PropertyError) {
    return error.message.startsWith('[') ? `Properties validation failed for resource ${record.logicalId} with message:\n${error.message}` : error.message;
  }
  if (!(error instanceof AwsError)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'ValidationError' && error.message.startsWith('Template error:')) return error.message;
  const code = handlerErrorCode(error);
  if (code === 'AlreadyExists' && name !== undefined) return `Resource of type '${record.type}' with identifier '${name}' already exists.`;
  const service = services[record.type.split('::')[1] ?? ''] ?? record.type;
  return `Resource handler returned message: "${error.message} (Service: ${service}, Status Code: ${error.status}, Request ID: ${requestToken})" (RequestToken: ${requestToken}, HandlerErrorCode: ${code})`;
}

/** Whether waiting may help: something still uses what is to be deleted. */
export function isInUse(error: unknown): boolean {
  return error instanceof AwsError && /^(DependencyViolation|ResourceInUse|ClusterContains\w+Exception)$/.test(error.code);
}

/** Whether the service refused because such a thing exists. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof AwsError && handlerErrorCode(error) === 'AlreadyExists';
}

function handlerErrorCode({ code, message }: AwsError): string {
  // DynamoDB calls an existing table a resource in use.
  if (alreadyThere.test(code) || message.startsWith('Table already exists')) return 'AlreadyExists';
  if (/NotFound|NoSuchEntity/.test(code)) return 'NotFound';
  if (/AccessDenied|Unauthorized/.test(code)) return 'AccessDenied';
  if (/NotEmpty/.test(code)) return 'GeneralServiceException';
  if (/LimitExceeded/.test(code)) return 'ServiceLimitExceeded';
  return 'InvalidRequest';
}
