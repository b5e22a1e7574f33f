import type { DescribeServiceRevisionsCommandInput, DescribeServiceRevisionsCommandOutput, ServiceRevision } from '@aws-sdk/client-ecs';
import type { DeploymentRecord } from '../../scheduler/model.js';
import type { Handler } from '../../service.js';
import { dateOf } from '../date-of.js';
import type { Ecs } from '../ecs.js';

export function describeServiceRevisions(ecs: Ecs): Handler<DescribeServiceRevisionsCommandInput, DescribeServiceRevisionsCommandOutput> {
  return ({ serviceRevisionArns = [] }) => {
    const records = ecs.state.deploymentRecords.values();
    const found = serviceRevisionArns.map((arn) => ({ arn, record: records.find(({ revisionArn }) => revisionArn === arn) }));
    return {
      serviceRevisions: found.flatMap(({ record }) => (record ? [present(ecs, record)] : [])),
      failures: found.flatMap(({ arn, record }) => (record ? [] : [{ arn, reason: 'MISSING' }])),
    };
  };
}

function present({ state }: Ecs, record: DeploymentRecord): ServiceRevision {
  const { placement } = record;
  const digests = state.services.get(record.serviceArn)?.deployments.find(({ id }) => id === record.deploymentId)?.imageDigests ?? {};
  const containers = state.taskDefinitions.get(record.taskDefinitionArn)?.definition.containerDefinitions ?? [];
  return {
    serviceRevisionArn: record.revisionArn,
    serviceArn: record.serviceArn,
    clusterArn: record.clusterArn,
    taskDefinition: record.taskDefinitionArn,
    launchType: placement.launchType,
    capacityProviderStrategy: placement.capacityProviderStrategy ? [...placement.capacityProviderStrategy] : undefined,
    platformVersion: placement.platformVersion,
    platformFamily: placement.platformFamily,
    networkConfiguration: placement.networkConfiguration,
    loadBalancers: [...record.loadBalancers],
    containerImages: containers.map(({ name = '', image }) => ({ containerName: name, image, imageDigest: digests[name] })),
    guardDutyEnabled: false,
    createdAt: dateOf(record.createdAt),
  };
}
