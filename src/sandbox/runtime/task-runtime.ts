/** A task as the runtime needs it: everything looked up, nothing of ECS's bookkeeping. */
export interface TaskSpec {
  readonly taskId: string;
  readonly clusterName: string;
  readonly family: string;
  readonly revision: number;
  readonly privateIp: string;
  readonly availabilityZone: string;
  readonly taskRoleArn: string | undefined;
  readonly executionRoleArn: string | undefined;
  /** In OCI terms. */
  readonly architecture: 'amd64' | 'arm64';
  /** In the order in which they are started. */
  readonly containers: readonly ContainerSpec[];
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** "sha256:…" when the deployment has already looked its tag up. */
  readonly imageDigest: string | undefined;
  readonly essential: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[] | undefined;
  readonly entryPoint: readonly string[] | undefined;
  readonly ports: readonly number[];
  readonly memoryMiB: number;
  readonly cpus: number;
  readonly logs: AwslogsOptions | undefined;
  readonly stopTimeoutSeconds: number;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export interface AwslogsOptions {
  readonly group: string;
  readonly region: string;
  readonly streamPrefix: string;
  readonly createGroup: boolean;
}

/** Container name → "sha256:…"; images of other registries are not in it. */
export type ImageDigests = Readonly<Record<string, string>>;

export interface StartedContainer {
  readonly name: string;
  readonly runtimeId: string;
}

export interface EndedContainer {
  readonly name: string;
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

export interface StartedTask {
  readonly containers: readonly StartedContainer[];
  /** Key of the task role's session, for `revoke`. */
  readonly accessKeyId: string | undefined;
}

/** A task whose images are here. */
export interface PreparedTask {
  readonly imageDigests: ImageDigests;
  /** Starts every container and gives the task's address to the network. Throws StartFailure. */
  start(): Promise<StartedTask>;
}

/** Runs the containers of tasks. One of the two things in the sandbox that reach for the machine below. */
export interface TaskRuntime {
  /**
   * Registry login, image digests, pull, log streams.
   * @throws StartFailure with the text that belongs into `stoppedReason`
   */
  prepare(task: TaskSpec, signal: AbortSignal): Promise<PreparedTask>;
  /** Takes up a task that a sandbox before this one started; false (and nothing taken up) unless all of it still runs. */
  adopt(task: TaskSpec, containers: readonly StartedContainer[]): Promise<boolean>;
  /** Resolves when the first essential container has ended, or all of them. Never rejects. */
  waitForEnd(taskId: string): Promise<void>;
  /** SIGTERM, after the container's stop timeout SIGKILL; then removes the containers and takes the address back. */
  stop(taskId: string, options?: { readonly graceSeconds?: number }): Promise<readonly EndedContainer[]>;
  /** Removes containers of this sandbox that belong to none of these tasks. */
  removeStrays(taskIds: ReadonlySet<string>): Promise<void>;
}
