import type {
  DescribeServiceDeploymentsCommandInput,
  DescribeServiceDeploymentsCommandOutput,
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput,
  ServiceDeployment,
  ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { breakerThresholdOf } from '../../scheduler/deployment-limits.js';
import type { DeploymentRecord } from '../../scheduler/model.js';
import type { Handler } from '../../service.js';
import { dateOf } from '../date-of.js';
import type { Ecs } from '../ecs.js';
import { findCluster, findService } from '../find.js';
import { pageOf } from '../page.js';
import { isPending, isRunning } from '../task-counts.js';

export function listServiceDeployments(ecs: Ecs): Handler<ListServiceDeploymentsCommandInput, ListServiceDeploymentsCommandOutput> {
  return (input) => {
    const service = findService(ecs, findCluster(ecs, input.cluster), input.service ?? '');
    const { after, before } = input.createdAt ?? {};
    const records = ecs.state.deploymentRecords
      .values()
      .filter(({ serviceArn, status }) => serviceArn === service.arn && (!input.status?.length || input.status.includes(status)))
      .filter(({ createdAt }) => (!after || createdAt >= after.getTime()) && (!before || createdAt <= before.getTime()))
      .sort((a, b) => b.createdAt - a.createdAt);
    const { items, nextToken } = pageOf(records.map(({ arn }) => arn), input);
    return { serviceDeployments: records.filter(({ arn }) => items.includes(arn)).map(briefOf), nextToken };
  };
}

export function describeServiceDeployments(
  ecs: Ecs,
): Handler<DescribeServiceDeploymentsCommandInput, DescribeServiceDeploymentsCommandOutput> {
  return ({ serviceDeploymentArns = [] }) => ({
    serviceDeployments: serviceDeploymentArns.flatMap((arn) => {
      const record = ecs.state.deploymentRecords.get(arn);
      return record ? [present(ecs, record)] : [];
    }),
    failures: serviceDeploymentArns.filter((arn) => !ecs.state.deploymentRecords.has(arn)).map((arn) => ({ arn, reason: 'MISSING' })),
  });
}

function briefOf(record: DeploymentRecord): ServiceDeploymentBrief {
  return {
    serviceDeploymentArn: record.arn,
    serviceArn: record.serviceArn,
    clusterArn: record.clusterArn,
    targetServiceRevisionArn: record.revisionArn,
    status: record.status,
    statusReason: record.statusReason,
    createdAt: dateOf(record.createdAt),
    startedAt: dateOf(record.startedAt),
    finishedAt: dateOf(record.finishedAt),
  };
}

function present({ state }: Ecs, record: DeploymentRecord): ServiceDeployment {
  const service = state.services.get(record.serviceArn);
  const breaker = record.deploymentConfiguration.deploymentCircuitBreaker;
  const countsOf = (revisionArn: string) => {
    const id = state.deploymentRecords.values().find((each) => each.revisionArn === revisionArn)?.deploymentId;
    const tasks = state.tasks.values().filter(({ serviceArn, deploymentId }) => serviceArn === record.serviceArn && deploymentId === id);
    return { runningTaskCount: tasks.filter(isRunning).length, pendingTaskCount: tasks.filter(isPending).length };
  };
  const failureCount = service?.deployments.find(({ id }) => id === record.deploymentId)?.failedTasks ?? 0;
  return {
    serviceDeploymentArn: record.arn,
    serviceArn: record.serviceArn,
    clusterArn: record.clusterArn,
    createdAt: dateOf(record.createdAt),
    startedAt: dateOf(record.startedAt),
    updatedAt: dateOf(record.updatedAt),
    finishedAt: dateOf(record.finishedAt),
    status: record.status,
    statusReason: record.statusReason,
    sourceServiceRevisions: record.sourceRevisionArns.map((arn) => ({ arn, requestedTaskCount: 0, ...countsOf(arn) })),
    targetServiceRevision: { arn: record.revisionArn, requestedTaskCount: service?.desiredCount ?? 0, ...countsOf(record.revisionArn) },
    deploymentConfiguration: record.deploymentConfiguration,
    deploymentCircuitBreaker: breaker?.enable
      ? {
          status: record.rollbackStartedAt !== undefined ? 'TRIGGERED' : record.finishedAt === undefined ? 'MONITORING' : 'MONITORING_COMPLETE',
          failureCount,
          threshold: breakerThresholdOf(breaker, service?.desiredCount ?? 0),
        }
      : { status: 'DISABLED', failureCount: 0, threshold: 0 },
    ...(record.rollbackStartedAt !== undefined && {
      rollback: { reason: record.statusReason, startedAt: dateOf(record.rollbackStartedAt), serviceRevisionArn: record.rollbackRevisionArn },
    }),
  };
}
