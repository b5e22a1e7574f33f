import { CreateClusterCommand, DeleteClusterCommand } from '@aws-sdk/client-ecs';
import { names } from '../../../src/workshop/names.js';
import type { Attempt } from '../attempt.js';

export const clusterAttempts: readonly Attempt[] = [
  { step: 'cluster.service-linked-role', name: 'ecs-never-used', make: async () => {} },
  {
    step: 'cluster.create',
    name: 'default-cluster',
    make: async ({ ecs }) => void (await ecs.send(new CreateClusterCommand({}))),
    undo: async ({ ecs }) => void (await ecs.send(new DeleteClusterCommand({ cluster: 'default' }))),
  },
  {
    step: 'cluster.create',
    name: 'deleted-again',
    make: async ({ ecs }) => {
      await ecs.send(new CreateClusterCommand({ clusterName: names.cluster }));
      await ecs.send(new DeleteClusterCommand({ cluster: names.cluster }));
    },
  },
];
