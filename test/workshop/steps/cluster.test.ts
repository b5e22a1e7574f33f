import { describe, expect, it } from 'vitest';
import { AwsFailure } from '../../../src/aws/aws-failure.js';
import { look } from '../../../src/workshop/look.js';
import { runStep } from '../../../src/workshop/run-step.js';
import { clusterSteps } from '../../../src/workshop/steps/cluster/index.js';
import { expectSolvable } from './support/drive.js';
import { begin, step } from './support-rollout/begin.js';

describe('the steps of chapter 6', () => {
  it.each(clusterSteps)('$id begins undone, is done once it is solved, and solving again changes nothing', async ({ id }) => {
    const late = await begin(id);
    expect(await look(step(id), late.context)).toMatchObject({ verdict: 'not-yet' });
    await expectSolvable(step(id), late);
  });

  it('leave the service-linked role to the account, and the cluster to the ledger', async () => {
    const { context } = await begin('taskdef.task-role');
    expect(context.ledger.open().map(({ kind, id }) => `${kind} ${id}`)).toEqual(['cluster boyacky-cluster']);
  });
});

describe('cluster.create', () => {
  const cluster = { name: 'boyacky-cluster', arn: 'arn:cluster', capacityProviders: [], runningTasks: 0, activeServices: 0 };

  it('takes an INACTIVE cluster of before as not there', async () => {
    const late = await begin('cluster.create');
    late.ecs.clusters.set(cluster.name, { ...cluster, status: 'INACTIVE' });
    expect(await look(step('cluster.create'), late.context)).toMatchObject({ verdict: 'not-yet', observed: { en: 'there is none yet' } });
    await expectSolvable(step('cluster.create'), late);
  });

  it('uses the cluster that the learner made, and does not claim it', async () => {
    const { context, ecs, world } = await begin('cluster.create');
    ecs.clusters.set(cluster.name, { ...cluster, status: 'ACTIVE' });
    expect(await runStep(step('cluster.create'), context)).toMatchObject({ outcome: 'already-done' });
    await step('cluster.create').solve(context);
    expect(world.calls).not.toContain('clusters.create boyacky-cluster');
    expect(context.ledger.open()).toEqual([]);
  });

  it('tries again while a new account’s role spreads', async () => {
    const { context } = await begin('cluster.create');
    let refused = 0;
    const create = async (request: { name: string; tags: Record<string, string> }) => {
      if (refused++ < 2) throw new AwsFailure('other', 'ecs', 'InvalidParameterException', 'Unable to assume the service linked role. Please verify that the ECS service linked role exists.');
      return context.aws.clusters.create(request);
    };
    const aws = { ...context.aws, clusters: { find: context.aws.clusters.find, delete: context.aws.clusters.delete, create } };
    expect(await runStep(step('cluster.create'), { ...context, aws })).toMatchObject({ outcome: 'done' });
    expect(refused).toBe(3);
  });

  it('gives up on any other refusal', async () => {
    const { context } = await begin('cluster.create');
    const create = () => Promise.reject(new AwsFailure('denied', 'ecs', 'AccessDeniedException', 'not authorized'));
    const aws = { ...context.aws, clusters: { find: context.aws.clusters.find, delete: context.aws.clusters.delete, create } };
    await expect(runStep(step('cluster.create'), { ...context, aws })).rejects.toThrow('not authorized');
    expect(context.ledger.open()).toMatchObject([{ kind: 'cluster', event: 'planned' }]);
  });
});
