import { AwsError } from '../aws-error.js';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** AWS gives the same answer for a role that is not there: who may not assume it need not know. */
export function mayNotAssume(callerArn: string, roleArn: string): AwsError {
  return new AwsError('AccessDenied', `User: ${callerArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`, {
    status: 403,
  });
}
