/** Why a task could not start: `message` is its `stoppedReason`, in AWS's words. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  constructor(
    message: string,
    /** The container that it is about, which bears the reason as well. */
    readonly container?: string,
  ) {
    super(message);
  }
}

const pullFailed = 'CannotPullContainerError: pull image manifest has been retried 7 time(s):';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
export const startFailureText = {
  imageNotFound: (image: string) => `${pullFailed} failed to resolve ref ${image}: ${image}: not found`,
  platformMissing: (architecture: string) => `${pullFailed} image Manifest does not contain descriptor matching platform 'linux/${architecture}'`,
  pullFailed: (image: string, error: string) => `CannotPullContainerError: ref pull has been retried 1 time(s): failed to pull ${image}: ${error}`,
  registryUnreachable: (image: string, error: string) => `${pullFailed} failed to resolve ref ${image}: failed to do request: ${error}`,
  registryAuth: (error: string) =>
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): ${error}`,
  pullDenied: (image: string, error: string) => `${pullFailed} failed to resolve ref ${image}: ${error}`,
  logGroupMissing:
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
  /** https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/145 */
  logGroup: (error: string) =>
    `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log group: ${error} : exit status 1`,
  logStream: (error: string) =>
    `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${error} : exit status 1`,
  cannotStart: (error: string) => `CannotStartContainerError: ${error}`,
} as const;
