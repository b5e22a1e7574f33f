import type { Aws } from '../../aws/aws.js';
import type { StackResource } from '../../aws/stacks.js';
import { appPort, listenerPort, names } from '../names.js';
import { findOnPort, findWebContainers } from '../steps/image/web-containers.js';
import { openLocalPage } from '../steps/local/local-address.js';
import type { StepContext } from '../types.js';
import type { Part, PartId, SystemView } from './system-view.js';

const absent: Part = { state: 'absent' };
const unknown: Part = { state: 'unknown' };

/** Asks for every part of the system at once. A part that cannot be asked is "unknown"; nothing is changed. */
export async function lookAtSystem(context: StepContext): Promise<SystemView> {
  const { aws } = context;
  const groups = await Promise.all([
    ask(['stack', 'vpc', 'log-group', 'load-balancer'], () => lookAtStack(aws)),
    ask(['listener'], () => lookAtListener(aws)),
    ask(['target-group'], () => lookAtTargets(aws)),
    ask(['cluster'], async () => ({ cluster: (await aws.clusters.find(names.cluster))?.status === 'ACTIVE' ? there() : absent })),
    ask(['service'], () => lookAtService(aws)),
    ask(['task-definition'], () => lookAtTaskDefinition(aws)),
    ask(['task-role'], async () => ({ 'task-role': (await aws.roles.find(names.taskRole)) === undefined ? absent : there() })),
    ask(['execution-role'], async () => ({ 'execution-role': (await aws.roles.find(names.executionRole)) === undefined ? absent : there() })),
    ask(['repository'], () => lookAtRepository(aws)),
    ask(['table'], () => lookAtTable(aws)),
    ask(['local-image', 'local-containers'], () => lookAtEngine(context)),
    ask(['local-app'], () => lookAtApp(context)),
  ]);
  return Object.assign({}, ...groups) as SystemView;
}

function there(detail?: string): Part {
  return { state: 'there', ...(detail === undefined || detail === '' ? {} : { detail }) };
}

async function ask(ids: readonly PartId[], look: () => Promise<Partial<Record<PartId, Part>>>): Promise<Partial<Record<PartId, Part>>> {
  try {
    return await look();
  } catch {
    return Object.fromEntries(ids.map((id) => [id, unknown]));
  }
}

async function lookAtStack(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const stack = await aws.stacks.find(names.stack);
  if (stack === undefined) return { stack: absent, vpc: absent, 'log-group': absent, 'load-balancer': absent };
  const resources = await aws.stacks.resources(names.stack);
  const partOf = (type: string) => partOfResource(resources.find((resource) => resource.type === type));
  const state = /FAILED|ROLLBACK/.test(stack.status) ? 'failing' : stack.status.endsWith('_IN_PROGRESS') ? 'coming' : 'there';
  return {
    stack: { state, detail: stack.status },
    vpc: partOf('AWS::EC2::VPC'),
    'log-group': partOf('AWS::Logs::LogGroup'),
    'load-balancer': partOf('AWS::ElasticLoadBalancingV2::LoadBalancer'),
  };
}

function partOfResource(resource: StackResource | undefined): Part {
  if (resource === undefined || resource.status.startsWith('DELETE_COMPLETE')) return absent;
  if (resource.status.endsWith('_FAILED')) return { state: 'failing', detail: resource.status };
  return resource.status.endsWith('_COMPLETE') ? there() : { state: 'coming' };
}

async function lookAtListener(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const balancer = await aws.loadBalancers.find(names.loadBalancer);
  const listeners = balancer === undefined ? [] : await aws.loadBalancers.listeners(balancer.arn);
  const found = listeners.find(({ port }) => port === listenerPort);
  return { listener: found === undefined ? absent : there(`:${found.port}`) };
}

async function lookAtTargets(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const group = await aws.loadBalancers.findTargetGroup(names.targetGroup);
  if (group === undefined) return { 'target-group': absent };
  const targets = await aws.loadBalancers.targetHealth(group.arn);
  const counts = new Map<string, number>();
  for (const { state } of targets) counts.set(state, (counts.get(state) ?? 0) + 1);
  const detail = [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
  return { 'target-group': counts.has('unhealthy') && !counts.has('healthy') ? { state: 'failing', detail } : there(detail) };
}

async function lookAtService(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const service = await aws.services.find(names.cluster, names.service);
  if (service === undefined || service.status === 'INACTIVE') return { service: absent };
  const { desired, running, deployments } = service;
  const revisions = deployments.map(({ taskDefinitionArn, running: tasks }) => `:${taskDefinitionArn.split(':').at(-1) ?? '?'}×${tasks}`).join(' ');
  const failed = deployments.some(({ rolloutState }) => rolloutState === 'FAILED');
  const state = failed ? 'failing' : deployments.length === 1 && running === desired ? 'there' : 'coming';
  return { service: { state, detail: `${running}/${desired} ${revisions}` } };
}

async function lookAtTaskDefinition(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const definition = await aws.taskDefinitions.find(names.taskFamily);
  if (definition === undefined) return { 'task-definition': absent };
  const tag = definition.containers[0]?.image.split(':').at(-1) ?? '';
  return { 'task-definition': there(`:${definition.revision} → ${tag}`) };
}

async function lookAtRepository(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  if ((await aws.repositories.find(names.repository)) === undefined) return { repository: absent };
  const tags = (await aws.repositories.images(names.repository)).flatMap((image) => image.tags).sort();
  return { repository: there(tags.join(', ')) };
}

async function lookAtTable(aws: Aws): Promise<Partial<Record<PartId, Part>>> {
  const table = await aws.tables.find(names.table);
  if (table === undefined) return { table: absent };
  if (table.status !== 'ACTIVE') return { table: { state: 'coming' } };
  return { table: there(`${(await aws.tables.items(names.table)).length}`) };
}

/** "boyacky/web-app:1.0"; podman writes "localhost/" in front. */
const localTag = new RegExp(`^(localhost/)?${names.localImage}:[^/]+$`);

/** Whoever started it: by the page, as a browser finds it, unless a container answers there. */
async function lookAtApp(context: StepContext): Promise<Partial<Record<PartId, Part>>> {
  const running = context.app.running();
  if (running !== undefined) return { 'local-app': there(`:${running.port}`) };
  if ((await findOnPort(context, context.ports.app).catch(() => undefined)) !== undefined) return { 'local-app': absent };
  return { 'local-app': (await openLocalPage(context, context.ports.app)).who === 'boyacky' ? there(`:${context.ports.app}`) : absent };
}

async function lookAtEngine(context: StepContext): Promise<Partial<Record<PartId, Part>>> {
  const [images, containers] = await Promise.all([context.engine.listImages({ repository: names.localImage }), findWebContainers(context)]);
  // An image may have names in other repositories, too.
  const own = images.flatMap((image) => image.tags).filter((tag) => localTag.test(tag));
  const tags = own.map((tag) => tag.split(':').at(-1) ?? '').sort();
  const ports = containers.filter(({ state }) => state === 'running').flatMap((container) => container.ports.map(({ hostPort }) => `:${hostPort ?? appPort}`));
  return {
    'local-image': tags.length === 0 ? absent : there([...new Set(tags)].join(', ')),
    'local-containers': ports.length === 0 ? absent : there([...new Set(ports)].join(', ')),
  };
}
