import { names, tagsFor } from '../../names.js';
import type { Step, StepContext, Verdict } from '../../types.js';
import { done, notYet, plain, waiting } from '../../verdict.js';
import { retryWhileRoleSpreads } from './retry-while-role-spreads.js';

/** Where the service will live. With Fargate a cluster is but a name and its settings; it has no machines. */
export const createCluster: Step = {
  id: 'cluster.create',
  kind: 'state',
  makes: [{ kind: 'cluster', id: names.cluster }],
  deadlineMs: 5 * 60_000,
  commands: async () => [
    `aws ecs create-cluster --cluster-name ${names.cluster} --capacity-providers FARGATE FARGATE_SPOT`,
    `aws ecs describe-clusters --clusters ${names.cluster}`,
  ],
  check: checkCluster,
  solve: async (context) => {
    const { aws, ledger, owner } = context;
    const found = await aws.clusters.find(names.cluster);
    if (found?.status === 'ACTIVE' || found?.status === 'PROVISIONING') return;
    await ledger.record({ kind: 'cluster', id: names.cluster }, () =>
      retryWhileRoleSpreads(context, () => aws.clusters.create({ name: names.cluster, tags: tagsFor(owner) })),
    );
  },
};

async function checkCluster({ aws, clock }: StepContext): Promise<Verdict> {
  const cluster = await aws.clusters.find(names.cluster);
  if (cluster?.status === 'ACTIVE') return done(plain(`${cluster.name}: ACTIVE`), plain(cluster.arn));
  if (cluster?.status === 'PROVISIONING') {
    return waiting({ ja: `クラスター ${names.cluster} の準備`, en: `the cluster ${names.cluster}` }, clock.now(), { ja: '数秒', en: 'a few seconds' });
  }
  return notYet(
    { ja: `クラスター ${names.cluster} が ACTIVE`, en: `the cluster ${names.cluster} is ACTIVE` },
    // A deleted cluster stays visible for a while; its name is free again.
    cluster === undefined || cluster.status === 'INACTIVE' ? { ja: 'まだありません', en: 'there is none yet' } : plain(`${cluster.name}: ${cluster.status}`),
    { ja: `${names.cluster} という名前でクラスターを作ります。`, en: `Create a cluster named ${names.cluster}.` },
  );
}
