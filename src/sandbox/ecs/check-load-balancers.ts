import type { DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancer } from '@aws-sdk/client-ecs';
import { AwsError } from '../aws-error.js';
import type { SandboxContext } from '../context.js';
import type { TaskDefinition } from '../scheduler/model.js';
import { invalidParameter, notInSandbox } from './errors.js';

/** Throws InvalidParameterException for a target group that the tasks could not be registered in. */
export async function checkLoadBalancers(context: SandboxContext, loadBalancers: readonly LoadBalancer[], taskDefinition: TaskDefinition): Promise<void> {
  for (const loadBalancer of loadBalancers) {
    if (loadBalancer.loadBalancerName) throw notInSandbox('Classic Load Balancers', 'Use targetGroupArn.');
    if (loadBalancer.advancedConfiguration) throw notInSandbox('advancedConfiguration of a load balancer', 'Use a rolling deployment.');
    await checkTargetGroup(context, loadBalancer.targetGroupArn ?? '');
    checkContainerPort(loadBalancer, taskDefinition);
  }
}

async function checkTargetGroup(context: SandboxContext, arn: string): Promise<void> {
  const answer = await context
    .call<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput>('elbv2', 'DescribeTargetGroups', { TargetGroupArns: [arn] })
    .catch((error: unknown) => {
      if (error instanceof AwsError && error.status < 500) return undefined;
      throw error;
    });
  const group = answer?.TargetGroups?.[0];
  if (!group) throw invalidParameter('The specified target group does not exist.');
  if ((group.LoadBalancerArns ?? []).length === 0) {
    throw invalidParameter(`The target group with targetGroupArn ${arn} does not have an associated load balancer.`);
  }
  if (group.TargetType !== 'ip') {
    throw invalidParameter(
      `The provided target group ${arn} has target type ${group.TargetType ?? ''}, which is incompatible with the awsvpc network mode specified in the task definition.`,
    );
  }
}

function checkContainerPort({ containerName = '', containerPort = 0 }: LoadBalancer, { definition }: TaskDefinition): void {
  const container = definition.containerDefinitions?.find(({ name }) => name === containerName);
  if (!container) throw invalidParameter(`The container ${containerName} does not exist in the task definition.`);
  if (!container.portMappings?.some((mapping) => mapping.containerPort === containerPort)) {
    throw invalidParameter(`The container ${containerName} did not have a container port ${containerPort} defined.`);
  }
}
