import { AwsError } from '../aws-error.js';

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html and the errors of each operation.

export function clientError(message: string): AwsError {
  return new AwsError('ClientException', message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function clusterNotFound(message = 'Cluster not found.'): AwsError {
  return new AwsError('ClusterNotFoundException', message);
}

export function serviceNotFound(): AwsError {
  return new AwsError('ServiceNotFoundException', 'Service not found.');
}

export function serviceNotActive(): AwsError {
  return new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
}

export function clusterContainsServices(): AwsError {
  return new AwsError('ClusterContainsServicesException', 'The Cluster cannot be deleted while Services are active.');
}

export function clusterContainsTasks(): AwsError {
  return new AwsError('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.');
}

export function unknownTaskDefinition(): AwsError {
  return clientError('Unable to describe task definition.');
}

export function resourceNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified resource could not be found.');
}

/** What the sandbox would have to do differently from what was asked, it does not do at all. */
export function notInSandbox(parameter: string, instead: string): AwsError {
  return invalidParameter(`The sandbox does not support ${parameter}. ${instead}`);
}
