import { names } from '../names.js';
import { isForeignRevision } from '../steps/taskdef/foreign-revisions.js';
import type { StepContext } from '../types.js';
import { deadlines, type Remover } from './remover.js';

/** Ids are "cluster/service". Tasks go with their service. */
export const serviceRemover: Remover = {
  kind: 'service',
  deadlineMs: deadlines.service,
  exists: async ({ aws }, id) => {
    const [cluster = '', name = ''] = id.split('/');
    const service = await aws.services.find(cluster, name);
    return service !== undefined && service.status !== 'INACTIVE';
  },
  remove: async ({ aws }, id) => {
    const [cluster = '', name = ''] = id.split('/');
    const service = await aws.services.find(cluster, name);
    if (service?.status === 'ACTIVE') await aws.services.delete(cluster, name);
  },
};

/** A cluster can go only when nothing runs in it any more. What others run in it is theirs: then it stays, and says why. */
export const clusterRemover: Remover = {
  kind: 'cluster',
  deadlineMs: deadlines.cluster,
  exists: async ({ aws }, id) => {
    const cluster = await aws.clusters.find(id);
    return cluster !== undefined && cluster.status !== 'INACTIVE';
  },
  refusal: async (context, id) => {
    if (await ourServiceStands(context, id)) return { ja: `このワークショップのサービス ${names.service} がまだ動いています`, en: `the service ${names.service} of this workshop still runs in it` };
    const foreign = (await context.aws.services.tasks(id)).filter((task) => !isOurs(task)).length;
    const services = (await context.aws.clusters.find(id))?.activeServices ?? 0;
    if (foreign + services === 0) return undefined;
    return { ja: `このワークショップのものではないサービス ${services} 個とタスク ${foreign} 個が動いています`, en: `${services} services and ${foreign} tasks that are not of this workshop run in it` };
  },
  remove: async (context, id) => {
    // A service would only start its tasks again.
    if (!(await ourServiceStands(context, id))) await stopTasks(context, id);
    await context.aws.clusters.delete(id);
  },
};

/** Its own deletion failed, and its line of the receipt says why. */
async function ourServiceStands({ aws, ledger }: StepContext, cluster: string): Promise<boolean> {
  if (!ledger.has({ kind: 'service', id: `${cluster}/${names.service}` })) return false;
  return (await aws.services.find(cluster, names.service))?.status === 'ACTIVE';
}

/**
 * Tasks from the workshop's own task definition, and no others: those that were started by hand are stopped, and those of
 * the service waited for. It is INACTIVE as soon as its tasks are stopping, but ECS keeps a cluster until they have stopped.
 */
async function stopTasks({ aws, clock, signal }: StepContext, cluster: string): Promise<void> {
  const deadline = clock.now() + deadlines.cluster;
  for (;;) {
    const running = (await aws.services.tasks(cluster)).filter(isOurs);
    for (const task of running) await aws.services.stopTask(cluster, task.arn, 'boyacky-lab cleanup');
    const stopping = (await aws.services.tasks(cluster, { stopped: true })).filter((task) => isOurs(task) && task.lastStatus !== 'STOPPED');
    if (running.length + stopping.length === 0 || clock.now() > deadline) return;
    await clock.sleep(500, signal);
  }
}

function isOurs({ taskDefinitionArn }: { readonly taskDefinitionArn: string }): boolean {
  return taskDefinitionArn.split('/').at(-1)?.split(':')[0] === names.taskFamily;
}

/** The id is the family; every revision of it that was not there before us is deregistered, then deleted. */
export const taskDefinitionRemover: Remover = {
  kind: 'task-definition',
  // DELETE_IN_PROGRESS is as far as AWS goes at once: the rest it does when nothing refers to it any more.
  exists: async (context, family) => {
    const [active, inactive] = await Promise.all([ourRevisions(context, family, 'ACTIVE'), ourRevisions(context, family, 'INACTIVE')]);
    return active.length + inactive.length > 0;
  },
  remove: async (context, family) => {
    const { taskDefinitions } = context.aws;
    for (const arn of await ourRevisions(context, family, 'ACTIVE')) await taskDefinitions.deregister(arn);
    await taskDefinitions.delete(await ourRevisions(context, family, 'INACTIVE'));
  },
};

async function ourRevisions(context: StepContext, family: string, status: 'ACTIVE' | 'INACTIVE'): Promise<readonly string[]> {
  return (await context.aws.taskDefinitions.list(family, status)).filter((arn) => !isForeignRevision(context, arn));
}

/** Ids are ARNs; a listener that is not in its load balancer's list is gone. */
export const listenerRemover: Remover = {
  kind: 'listener',
  exists: async ({ aws }, arn) => {
    const balancer = await aws.loadBalancers.find(names.loadBalancer);
    if (balancer === undefined) return false;
    return (await aws.loadBalancers.listeners(balancer.arn)).some((listener) => matches(listener, arn));
  },
  remove: async ({ aws }, arn) => {
    const balancer = await aws.loadBalancers.find(names.loadBalancer);
    if (balancer === undefined) return;
    for (const listener of await aws.loadBalancers.listeners(balancer.arn)) {
      if (matches(listener, arn)) await aws.loadBalancers.deleteListener(listener.arn);
    }
  },
};

/** A listener has no name: until its ARN is known the ledger calls it "load-balancer:port". */
function matches(listener: { arn: string; port: number }, id: string): boolean {
  return listener.arn === id || id === `${names.loadBalancer}:${listener.port}`;
}

export const targetGroupRemover: Remover = {
  kind: 'target-group',
  exists: async ({ aws }, name) => (await aws.loadBalancers.findTargetGroup(name)) !== undefined,
  remove: async ({ aws }, name) => {
    const group = await aws.loadBalancers.findTargetGroup(name);
    if (group !== undefined) await aws.loadBalancers.deleteTargetGroup(group.arn);
  },
};
