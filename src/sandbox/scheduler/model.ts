import type {
  CapacityProviderStrategyItem,
  ClusterConfiguration,
  ClusterServiceConnectDefaults,
  ClusterSetting,
  DeploymentConfiguration,
  LaunchType,
  LoadBalancer,
  NetworkConfiguration,
  PropagateTags,
  RegisterTaskDefinitionCommandInput,
  TaskOverride,
  TaskStopCode,
} from '@aws-sdk/client-ecs';

// What is stored: JSON only, times in milliseconds since the epoch.
//
//   Cluster ─< Service ─< Deployment ─< Task ─< TaskContainer
//                            └ runs ▸ TaskDefinition

export type Tags = Readonly<Record<string, string>>;

export interface Cluster {
  readonly arn: string;
  readonly name: string;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly capacityProviders: readonly string[];
  readonly defaultCapacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  readonly settings: readonly ClusterSetting[];
  readonly configuration?: ClusterConfiguration;
  readonly serviceConnectDefaults?: ClusterServiceConnectDefaults;
  readonly tags: Tags;
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS';
  /** As registered, with the defaults filled in. */
  readonly definition: Omit<RegisterTaskDefinitionCommandInput, 'tags' | 'family'>;
  readonly tags: Tags;
  readonly registeredAt: number;
  readonly registeredBy: string;
  readonly deregisteredAt?: number;
  readonly deleteRequestedAt?: number;
}

/** Where tasks run: what a deployment and a task have in common. */
export interface Placement {
  readonly launchType?: LaunchType;
  readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[];
  readonly platformVersion: string;
  readonly platformFamily: string;
  readonly networkConfiguration?: NetworkConfiguration;
}

export type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

export interface Deployment extends Placement {
  /** "ecs-svc/" and 19 digits. */
  readonly id: string;
  /** DRAINING: a failed one whose tasks are going. */
  readonly status: 'PRIMARY' | 'ACTIVE' | 'DRAINING';
  readonly taskDefinitionArn: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly rolloutState: RolloutState;
  readonly rolloutStateReason: string;
  /** In a row; a task that becomes healthy sets it back to 0. */
  readonly failedTasks: number;
  /** No task is started before this time: failing tasks are retried ever more slowly. */
  readonly retryAt?: number;
  /** Whether it ever was complete: what the circuit breaker may roll back to. */
  readonly wasCompleted: boolean;
  /** Container name → "sha256:…": a tag is looked up once a deployment, so that all of its tasks run the same image. */
  readonly imageDigests: Readonly<Record<string, string>>;
  readonly revisionArn: string;
}

export interface Service {
  readonly arn: string;
  readonly name: string;
  readonly clusterArn: string;
  readonly status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  readonly desiredCount: number;
  readonly loadBalancers: readonly LoadBalancer[];
  readonly deploymentConfiguration: DeploymentConfiguration;
  readonly healthCheckGracePeriodSeconds?: number;
  /** PRIMARY first. */
  readonly deployments: readonly Deployment[];
  readonly propagateTags?: PropagateTags;
  readonly enableECSManagedTags: boolean;
  readonly enableExecuteCommand: boolean;
  readonly availabilityZoneRebalancing: 'ENABLED' | 'DISABLED';
  readonly createdAt: number;
  readonly createdBy: string;
  readonly clientToken?: string;
  readonly inactiveAt?: number;
  /** When "has reached a steady state" was last said; undefined while something is still to be done. */
  readonly steadySince?: number;
  readonly steadySaidAt?: number;
  /** Messages that are not said again until what they tell of is over. */
  readonly saidUntilResolved: readonly string[];
  readonly tags: Tags;
}

export interface ServiceEvent {
  readonly id: string;
  readonly createdAt: number;
  readonly message: string;
}

/** A deployment as it is remembered after it left its service. */
export interface DeploymentRecord {
  readonly arn: string;
  readonly revisionArn: string;
  readonly deploymentId: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly sourceRevisionArns: readonly string[];
  readonly placement: Placement;
  readonly loadBalancers: readonly LoadBalancer[];
  readonly deploymentConfiguration: DeploymentConfiguration;
  readonly status: 'PENDING' | 'IN_PROGRESS' | 'SUCCESSFUL' | 'STOPPED' | 'ROLLBACK_IN_PROGRESS' | 'ROLLBACK_SUCCESSFUL' | 'ROLLBACK_FAILED';
  readonly statusReason?: string;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly finishedAt?: number;
  readonly rollbackStartedAt?: number;
  readonly rollbackRevisionArn?: string;
}

export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

export interface TaskContainer {
  readonly arn: string;
  readonly name: string;
  /** As the task definition says it. */
  readonly image: string;
  readonly imageDigest?: string;
  readonly runtimeId?: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  readonly exitCode?: number;
  readonly reason?: string;
  readonly essential: boolean;
  readonly cpu: string;
  readonly memory?: string;
  readonly memoryReservation?: string;
}

export interface TaskNetworkInterface {
  readonly attachmentId: string;
  readonly id: string;
  readonly subnetId: string;
  readonly privateIp: string;
  readonly privateDnsName?: string;
  readonly macAddress?: string;
  readonly status: 'ATTACHED' | 'DELETED';
}

export interface TaskTarget {
  readonly targetGroupArn: string;
  readonly containerName: string;
  readonly port: number;
  readonly registered: boolean;
}

export interface Task extends Placement {
  readonly arn: string;
  readonly id: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** "service:NAME" or "family:NAME", or what the caller of RunTask said. */
  readonly group: string;
  readonly startedBy?: string;
  readonly serviceArn?: string;
  readonly deploymentId?: string;
  readonly lastStatus: TaskStatus;
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
  readonly availabilityZone?: string;
  readonly containers: readonly TaskContainer[];
  readonly networkInterface?: TaskNetworkInterface;
  readonly targets: readonly TaskTarget[];
  readonly overrides: TaskOverride;
  readonly cpu: string;
  readonly memory: string;
  readonly cpuArchitecture: string;
  readonly enableExecuteCommand: boolean;
  readonly tags: Tags;
  readonly version: number;
  readonly createdAt: number;
  readonly connectivityAt?: number;
  readonly pullStartedAt?: number;
  readonly pullStoppedAt?: number;
  readonly startedAt?: number;
  readonly stoppingAt?: number;
  readonly executionStoppedAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: TaskStopCode;
  readonly stoppedReason?: string;
  /** When the scheduler first saw it healthy. */
  readonly healthyAt?: number;
  /** It ended by itself or by bad health: to be counted once by its deployment. */
  readonly failed?: boolean;
  readonly failureCounted?: boolean;
  /** Another one was started in its place. */
  readonly replaced?: boolean;
  /** When a sandbox that was started again took it up. */
  readonly adoptedAt?: number;
  /** Access key of the task role's session, to be revoked at the end. */
  readonly accessKeyId?: string;
}
