import { randomInt } from 'node:crypto';
import type { SandboxContext } from '../context.js';
import type { Deployment, Placement, Service } from './model.js';

export const rolloutReason = {
  inProgress: (id: string) => `ECS deployment ${id} in progress.`,
  completed: (id: string) => `ECS deployment ${id} completed.`,
  failed: 'ECS deployment circuit breaker: tasks failed to start.',
  rollingBack: (id: string) => `ECS deployment circuit breaker: rolling back to deploymentId ${id}`,
} as const;

/** A deployment that begins now, as PRIMARY. */
export function newDeployment(context: SandboxContext, serviceArn: string, taskDefinitionArn: string, placement: Placement): Deployment {
  const now = context.clock.now();
  const id = `ecs-svc/${digits19()}`;
  const { launchType, capacityProviderStrategy, platformVersion, platformFamily, networkConfiguration } = placement;
  return {
    id,
    status: 'PRIMARY',
    taskDefinitionArn,
    launchType,
    capacityProviderStrategy,
    platformVersion,
    platformFamily,
    networkConfiguration,
    createdAt: now,
    updatedAt: now,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: rolloutReason.inProgress(id),
    failedTasks: 0,
    wasCompleted: false,
    imageDigests: {},
    revisionArn: `${serviceArn.replace(/:service\//, ':service-revision/')}/${digits19()}`,
  };
}

/** The deployments of a service after another one became PRIMARY. */
export function withNewPrimary(service: Service, primary: Deployment): readonly Deployment[] {
  const others = service.deployments.filter(({ id }) => id !== primary.id);
  return [primary, ...others.map((each) => (each.status === 'PRIMARY' ? ({ ...each, status: 'ACTIVE' } as const) : each))];
}

function digits19(): string {
  let digits = String(randomInt(1, 10));
  while (digits.length < 19) digits += String(randomInt(0, 10));
  return digits;
}
