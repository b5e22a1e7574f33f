import { appPort, names } from '../../names.js';
import type { readBlueprint } from './blueprint.js';

/** What a person types to register revision 1; what is not known yet stays open ("arn:…"). */
export function registerCommand(blueprint: Awaited<ReturnType<typeof readBlueprint>>): string {
  const known = 'firstDo' in blueprint ? undefined : blueprint;
  const container = {
    name: names.container,
    image: `${known?.repositoryUri ?? '<repository URI>'}:1.0`,
    portMappings: [{ containerPort: appPort }],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': names.logGroup, 'awslogs-region': known?.region ?? '<region>', 'awslogs-stream-prefix': 'ecs' },
    },
  };
  return [
    `aws ecs register-task-definition --family ${names.taskFamily} --requires-compatibilities FARGATE --network-mode awsvpc --cpu 256 --memory 512`,
    `--runtime-platform cpuArchitecture=${known?.architecture ?? 'X86_64'},operatingSystemFamily=LINUX`,
    `--task-role-arn ${known?.taskRoleArn ?? 'arn:…'} --execution-role-arn ${known?.executionRoleArn ?? 'arn:…'}`,
    `--container-definitions '${JSON.stringify([container])}'`,
  ].join(' ');
}
