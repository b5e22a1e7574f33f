import { randomUUID } from 'node:crypto';
import type {
  CreateNetworkInterfaceCommandInput,
  CreateNetworkInterfaceCommandOutput,
  DeleteNetworkInterfaceCommandInput,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import type { Task, TaskNetworkInterface } from './model.js';
import type { EcsState } from './state.js';

/** Gives a task its network interface, in the subnet where the fewest tasks of its service are. */
export async function createNetworkInterface(
  context: SandboxContext,
  state: EcsState,
  task: Task,
): Promise<{ readonly networkInterface: TaskNetworkInterface; readonly availabilityZone: string | undefined }> {
  const { subnets = [], securityGroups = [] } = task.networkConfiguration?.awsvpcConfiguration ?? {};
  const attachmentId = randomUUID();
  const { account } = context;
  const input: CreateNetworkInterfaceCommandInput = {
    SubnetId: leastUsed(subnets, state, task),
    Groups: securityGroups.length > 0 ? [...securityGroups] : undefined,
    Description: `arn:aws:ecs:${account.region}:${account.id}:attachment/${attachmentId}`,
  };
  const { NetworkInterface: made } = await context.call<CreateNetworkInterfaceCommandInput, CreateNetworkInterfaceCommandOutput>(
    'ec2',
    'CreateNetworkInterface',
    input,
  );
  return {
    availabilityZone: made?.AvailabilityZone,
    networkInterface: {
      attachmentId,
      id: made?.NetworkInterfaceId ?? '',
      subnetId: made?.SubnetId ?? input.SubnetId ?? '',
      privateIp: made?.PrivateIpAddress ?? '',
      privateDnsName: made?.PrivateDnsName,
      macAddress: made?.MacAddress,
      status: 'ATTACHED',
    },
  };
}

export async function deleteNetworkInterface(context: SandboxContext, id: string): Promise<void> {
  const input: DeleteNetworkInterfaceCommandInput = { NetworkInterfaceId: id };
  await context.call('ec2', 'DeleteNetworkInterface', input).catch((error: unknown) => {
    if (!(error instanceof AwsError && error.code === 'InvalidNetworkInterfaceID.NotFound')) throw error;
  });
}

function leastUsed(subnets: readonly string[], state: EcsState, task: Task): string | undefined {
  const peers = state.tasks.values().filter(({ group, clusterArn, lastStatus }) => {
    return group === task.group && clusterArn === task.clusterArn && lastStatus !== 'STOPPED';
  });
  const used = (subnet: string): number => peers.filter(({ networkInterface }) => networkInterface?.subnetId === subnet).length;
  return [...subnets].sort((a, b) => used(a) - used(b))[0];
}
