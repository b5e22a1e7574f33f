import type { ContainerDefinition, TaskDefinition } from '../../../aws/task-definitions.js';
import { appPort, names } from '../../names.js';
import type { Text } from '../../types.js';
import type { Blueprint } from './blueprint.js';

/** Where a revision differs from what the course needs; empty: it fits. `tags`: image tags that will do. */
export function findRevisionFaults(definition: TaskDefinition, blueprint: Blueprint, tags: readonly string[]): readonly Text[] {
  const container = definition.containers.find(({ name }) => name === names.container);
  return [...findTaskFaults(definition, blueprint), ...(container === undefined ? [wrong('container', definition.containers.map(({ name }) => name).join(', '), names.container)] : findContainerFaults(container, blueprint, tags))];
}

function findTaskFaults(definition: TaskDefinition, { taskRoleArn, executionRoleArn, architecture }: Blueprint): Text[] {
  // ECS takes X86_64 when a definition says nothing.
  const actual = definition.cpuArchitecture ?? 'X86_64';
  const swapped = definition.taskRoleArn === executionRoleArn && definition.executionRoleArn === taskRoleArn;
  return [
    ...(definition.compatibilities.includes('FARGATE') ? [] : [wrong('requiresCompatibilities', definition.compatibilities.join(', '), 'FARGATE')]),
    ...compare('networkMode', definition.networkMode, 'awsvpc'),
    ...compare('cpu', definition.cpu, '256'),
    ...compare('memory', definition.memory, '512'),
    ...compare('cpuArchitecture', actual, architecture ?? actual),
    ...(swapped
      ? [{ ja: 'タスクロールとタスク実行ロールが逆です', en: 'the task role and the task execution role are swapped' }]
      : [...compare('taskRoleArn', definition.taskRoleArn, taskRoleArn), ...compare('executionRoleArn', definition.executionRoleArn, executionRoleArn)]),
  ];
}

function findContainerFaults(container: ContainerDefinition, { repositoryUri, region, executionRoleArn }: Blueprint, tags: readonly string[]): Text[] {
  const images = tags.map((tag) => `${repositoryUri}:${tag}`);
  // On AWS the same; the sandbox takes this name for its own registry too.
  const named = tags.map((tag) => `${executionRoleArn.split(':')[4] ?? ''}.dkr.ecr.${region}.amazonaws.com/${names.repository}:${tag}`);
  return [
    ...([...images, ...named].includes(container.image) ? [] : [wrong('image', container.image, images.join(' / '))]),
    ...(container.ports.includes(appPort) ? [] : [wrong('containerPort', container.ports.join(', '), String(appPort))]),
    ...(container.logDriver === undefined
      ? [{ ja: 'ログの設定（awslogs）がありません', en: 'it has no log configuration (awslogs)' }]
      : [
          ...compare('logDriver', container.logDriver, 'awslogs'),
          ...compare('awslogs-group', container.logOptions['awslogs-group'], names.logGroup),
          ...compare('awslogs-region', container.logOptions['awslogs-region'], region),
          ...(container.logOptions['awslogs-stream-prefix'] === undefined ? [wrong('awslogs-stream-prefix', '', 'ecs')] : []),
        ]),
  ];
}

function compare(name: string, observed: string | undefined, expected: string): Text[] {
  return observed === expected ? [] : [wrong(name, observed ?? '', expected)];
}

function wrong(name: string, observed: string, expected: string): Text {
  return {
    ja: `${name} が ${observed === '' ? '未設定' : observed}（正しくは ${expected}）`,
    en: `${name} is ${observed === '' ? 'not set' : observed} (should be ${expected})`,
  };
}
