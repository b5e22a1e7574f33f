import type { Task } from '../../aws/services.js';
import { counted } from '../counted.js';
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
    const ours = await ourServiceIn(context, id);
    if (ours !== undefined) return { ja: `このワークショップのサービス ${ours} がまだ動いています`, en: `the service ${ours} of this workshop still runs in it` };
    const foreign = (await context.aws.services.tasks(id)).filter((task) => !isOurs(task, id, context)).length;
    const services = (await context.aws.clusters.find(id))?.activeServices ?? 0;
    if (foreign + services === 0) return undefined;
    return { ja: `このワークショップのものではないサービス ${services} 個とタスク ${foreign} 個が動いています`, en: `${counted(services, 'service')} and ${counted(foreign, 'task')} that are not of this workshop run in it` };
  },
  remove: async (context, id) => {
    // A service would only start its tasks again.
    if ((await ourServiceIn(context, id)) === undefined) await stopTasks(context, id);
    await context.aws.clusters.delete(id);
  },
};

/** Its own deletion failed, and its line of the receipt says why. */
async function ourServiceIn(context: StepContext, cluster: string): Promise<string | undefined> {
  for (const name of servicesOnLedger(context, cluster)) if ((await context.aws.services.find(cluster, name))?.status === 'ACTIVE') return name;
  return undefined;
}

function servicesOnLedger({ ledger }: StepContext, cluster: string): readonly string[] {
  return ledger.open().flatMap(({ kind, id }) => (kind === 'service' && id.startsWith(`${cluster}/`) ? [id.slice(cluster.length + 1)] : []));
}

/**
 * Tasks from the workshop's own task definition, and no others: those that were started by hand are stopped, and those of
 * the service waited for. It is INACTIVE as soon as its tasks are stopping, but ECS keeps a cluster until they have stopped.
 */
async function stopTasks(context: StepContext, cluster: string): Promise<void> {
  const { aws, clock, signal } = context;
  const deadline = clock.now() + deadlines.cluster;
  for (;;) {
    const running = (await aws.services.tasks(cluster)).filter((task) => isOurs(task, cluster, context));
    for (const task of running) await aws.services.stopTask(cluster, task.arn, 'boyacky-lab cleanup');
    const stopping = (await aws.services.tasks(cluster, { stopped: true })).filter((task) => isOurs(task, cluster, context) && task.lastStatus !== 'STOPPED');
    if (running.length + stopping.length === 0 || clock.now() > deadline) return;
    await clock.sleep(500, signal);
  }
}

/**
 * From a revision that the workshop registered, run by itself or by a service of the workshop. A revision that was there
 * before, or a service that others made from ours, is theirs.
 */
function isOurs({ taskDefinitionArn, group }: Pick<Task, 'taskDefinitionArn' | 'group'>, cluster: string, context: StepContext): boolean {
  const family = taskDefinitionArn.split('/').at(-1)?.split(':')[0] ?? '';
  if (family !== names.taskFamily && !context.ledger.has({ kind: 'task-definition', id: family })) return false;
  if (isForeignRevision(context, taskDefinitionArn)) return false;
  const service = group?.startsWith('service:') ? group.slice('service:'.length) : undefined;
  return service === undefined || service === names.service || servicesOnLedger(context, cluster).includes(service);
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

/** Ids are ARNs, or the name of the load balancer and the port. */
export const listenerRemover: Remover = {
  kind: 'listener',
  exists: async ({ aws }, arn) => {
    if (arn.startsWith('arn:')) return (await aws.loadBalancers.listener(arn)) !== undefined;
    const balancer = await aws.loadBalancers.find(names.loadBalancer);
    if (balancer === undefined) return false;
    return (await aws.loadBalancers.listeners(balancer.arn)).some(({ port }) => matches(port, arn));
  },
  remove: async ({ aws }, arn) => {
    if (arn.startsWith('arn:')) return await aws.loadBalancers.deleteListener(arn);
    const balancer = await aws.loadBalancers.find(names.loadBalancer);
    if (balancer === undefined) return;
    for (const listener of await aws.loadBalancers.listeners(balancer.arn)) {
      if (matches(listener.port, arn)) await aws.loadBalancers.deleteListener(listener.arn);
    }
  },
};

/** A listener has no name: until its ARN is known the ledger calls it "load-balancer:port". */
function matches(port: number, id: string): boolean {
  return id === `${names.loadBalancer}:${port}`;
}

export const targetGroupRemover: Remover = {
  kind: 'target-group',
  exists: async ({ aws }, name) => (await aws.loadBalancers.findTargetGroup(name)) !== undefined,
  remove: async ({ aws }, name) => {
    const group = await aws.loadBalancers.findTargetGroup(name);
    if (group !== undefined) await aws.loadBalancers.deleteTargetGroup(group.arn);
  },
};
