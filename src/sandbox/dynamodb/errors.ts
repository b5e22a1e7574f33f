import { AwsError } from '../aws-error.js';

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function unsupportedParameter(name: string): AwsError {
  return validationException(`The sandbox does not support ${name} of DynamoDB: leave it out, or use an AWS account.`);
}

export function tableExists(name: string): AwsError {
  return new AwsError('ResourceInUseException', `Table already exists: ${name}`);
}

/** The backup operations have a name of their own for it. */
export function tableNotFound(name: string): AwsError {
  return new AwsError('TableNotFoundException', `Table not found: ${name}`);
}

export function noSuchTaggedResource(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
}

export function serializationException(): AwsError {
  return new AwsError('SerializationException', 'The request is not JSON of the shape that the operation takes.');
}

export function notImplemented(operation: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not implement dynamodb:${operation}.`, { status: 501 });
}
