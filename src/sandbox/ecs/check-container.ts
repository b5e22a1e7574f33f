import type { ContainerDefinition, LogConfiguration } from '@aws-sdk/client-ecs';
import { clientError, notInSandbox } from './errors.js';

/** Throws ClientException for a container definition that ECS would refuse. */
export function checkContainer(container: ContainerDefinition, networkMode: string | undefined): void {
  const { name = '', image = '' } = container;
  if (name === '') throw clientError('Container.name should not be null or empty.');
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw clientError('Container.name contains invalid characters.');
  if (image === '') throw clientError('Container.image should not be null or empty.');
  if (image.length > 255 || !/^[A-Za-z0-9_\-:./@#]+$/.test(image)) throw clientError('Container.image contains invalid characters.');
  for (const { containerPort, hostPort, protocol = 'tcp' } of container.portMappings ?? []) {
    if (containerPort === undefined || containerPort < 1 || containerPort > 65535) {
      throw clientError(`Invalid 'containerPort' setting for container '${name}'.`);
    }
    if (networkMode === 'awsvpc' && hostPort !== undefined && hostPort !== 0 && hostPort !== containerPort) {
      throw clientError('When networkMode=awsvpc, the host ports and container ports in port mappings must match.');
    }
    if (protocol !== 'tcp') throw notInSandbox(`port mappings of protocol ${protocol}`, 'Use tcp.');
  }
  if (container.stopTimeout !== undefined && container.stopTimeout > 120) {
    throw clientError(`Invalid 'stopTimeout' setting for container '${name}'. Fargate allows at most 120 seconds.`);
  }
  if (container.privileged) throw clientError('Fargate does not support privileged containers.');
  checkLogs(container.logConfiguration);
  refuseWhatWouldBeIgnored(container);
}

function checkLogs(logConfiguration: LogConfiguration | undefined): void {
  if (!logConfiguration) return;
  const { logDriver, options = {} } = logConfiguration;
  if (logDriver !== 'awslogs') throw notInSandbox(`log driver ${logDriver ?? ''}`, 'Use awslogs.');
  const missing = ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'].filter((option) => !options[option]);
  if (missing.length > 0) throw clientError(`Log driver awslogs requires options: ${missing.join(', ')}`);
}

/** What changes how a container behaves and cannot be done here. */
function refuseWhatWouldBeIgnored(container: ContainerDefinition): void {
  const refused: readonly (readonly [parameter: string, isUsed: boolean, instead: string])[] = [
    ['secrets', isFilled(container.secrets), 'There is no Secrets Manager or Parameter Store here; use environment.'],
    ['environmentFiles', isFilled(container.environmentFiles), 'There is no S3 here; use environment.'],
    ['mountPoints', isFilled(container.mountPoints), 'Containers have their own file system only.'],
    ['volumesFrom', isFilled(container.volumesFrom), 'Containers have their own file system only.'],
    ['healthCheck of containers', container.healthCheck !== undefined, 'Use the health check of a target group.'],
    ['user', container.user !== undefined, 'Set USER in the Dockerfile.'],
    ['workingDirectory', container.workingDirectory !== undefined, 'Set WORKDIR in the Dockerfile.'],
    ['restartPolicy', container.restartPolicy?.enabled === true, 'A service replaces its tasks.'],
    ['firelensConfiguration', container.firelensConfiguration !== undefined, 'Use the log driver awslogs.'],
    ['repositoryCredentials', container.repositoryCredentials !== undefined, 'Push the image to ECR.'],
    ['resourceRequirements', isFilled(container.resourceRequirements), 'Fargate has no GPUs either.'],
    ['credentialSpecs', isFilled(container.credentialSpecs), 'Leave them out.'],
    ['extraHosts', isFilled(container.extraHosts), 'Fargate does not support them either.'],
    ['links', isFilled(container.links), 'Fargate does not support them either.'],
    ['containerPortRange', container.portMappings?.some(({ containerPortRange }) => containerPortRange !== undefined) ?? false, 'Name each containerPort.'],
    [
      'dependsOn with a condition other than START',
      container.dependsOn?.some(({ condition }) => condition !== 'START') ?? false,
      'Containers can be started in order.',
    ],
  ];
  const found = refused.find(([, isUsed]) => isUsed);
  if (found) throw notInSandbox(found[0], found[2]);
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
