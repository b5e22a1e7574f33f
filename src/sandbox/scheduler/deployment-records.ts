import type { SandboxContext } from '../context.js';
import type { Deployment, DeploymentRecord, Service } from './model.js';
import type { EcsState } from './state.js';

/** "arn:aws:ecs:REGION:ACCOUNT:service-deployment/CLUSTER/SERVICE/ID" */
export function deploymentRecordArn(service: Service, deploymentId: string): string {
  const path = service.arn.replace(/:service\//, ':service-deployment/');
  return `${path}/${deploymentId.slice(deploymentId.indexOf('/') + 1)}`;
}

/** Remembers a deployment that begins; one that was still on its way is stopped by it. */
export function recordDeployment(context: SandboxContext, state: EcsState, service: Service, deployment: Deployment): void {
  const now = context.clock.now();
  const earlier = service.deployments.filter(({ id }) => id !== deployment.id);
  for (const { id } of earlier) {
    const record = state.deploymentRecords.get(deploymentRecordArn(service, id));
    if (record?.status === 'IN_PROGRESS') state.deploymentRecords.set(record.arn, { ...record, status: 'STOPPED', updatedAt: now, finishedAt: now });
  }
  const { launchType, capacityProviderStrategy, platformVersion, platformFamily, networkConfiguration } = deployment;
  const arn = deploymentRecordArn(service, deployment.id);
  state.deploymentRecords.set(arn, {
    arn,
    revisionArn: deployment.revisionArn,
    deploymentId: deployment.id,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    taskDefinitionArn: deployment.taskDefinitionArn,
    sourceRevisionArns: earlier.map(({ revisionArn }) => revisionArn),
    placement: { launchType, capacityProviderStrategy, platformVersion, platformFamily, networkConfiguration },
    loadBalancers: service.loadBalancers,
    deploymentConfiguration: service.deploymentConfiguration,
    status: 'IN_PROGRESS',
    createdAt: now,
    startedAt: now,
    updatedAt: now,
  });
}

/** Writes into the record how the deployment went; does nothing when there is none. */
export function updateDeploymentRecord(state: EcsState, service: Service, deploymentId: string, change: Partial<DeploymentRecord>): void {
  const record = state.deploymentRecords.get(deploymentRecordArn(service, deploymentId));
  if (record) state.deploymentRecords.set(record.arn, { ...record, ...change });
}
