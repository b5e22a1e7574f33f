import { AwsError } from '../aws-error.js';

/** CloudFormation's answer to nearly everything: `ValidationError`, told apart by its text only. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function templateFormatError(message: string): AwsError {
  return validationError(`Template format error: ${message}`);
}

export function templateError(message: string): AwsError {
  return validationError(`Template error: ${message}`);
}

export function noSuchStack(name: string): AwsError {
  return validationError(`Stack with id ${name} does not exist`);
}

export function stackExists(name: string): AwsError {
  return new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
}

export function insufficientCapabilities(capability: string): AwsError {
  return new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`);
}

export function noSuchChangeSet(name: string): AwsError {
  return new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
}

/** A feature of CloudFormation that the sandbox does not have, refused by its name. */
export function notInSandbox(what: string): AwsError {
  return validationError(`The sandbox does not support ${what}.`);
}
