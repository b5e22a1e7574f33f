import { Agent } from 'node:https';
import { createAccountDoor, type AccountDoor } from './account.js';
import { trustedAuthorities } from './ca-bundle.js';
import { createClusters, type Clusters } from './clusters.js';
import { createInventory, type Inventory } from './inventory.js';
import { createListenerAddresses, type ListenerAddresses } from './listener-addresses.js';
import { createLoadBalancers, type LoadBalancers } from './load-balancers.js';
import { createLogGroups, type LogGroups } from './log-groups.js';
import { createRepositories, type Repositories } from './repositories.js';
import { createResourceTags, type ResourceTags } from './resource-tags.js';
import { createRoles, type Roles } from './roles.js';
import { usualTimes, type ClientConfig } from './sender.js';
import { createServices, type Services } from './services.js';
import { createStacks, type Stacks } from './stacks.js';
import { createTables, type Tables } from './tables.js';
import { createTaggedResources, type TaggedResources } from './tagged-resources.js';
import { createTaskDefinitions, type TaskDefinitions } from './task-definitions.js';
import { throughProxy } from './through-proxy.js';
import { createVpc, type Vpc } from './vpc.js';

/** Every door to AWS that the workshop uses, and none that it does not. All reject with `AwsFailure`. */
export interface Aws {
  readonly account: AccountDoor;
  readonly clusters: Clusters;
  readonly inventory: Inventory;
  readonly listenerAddresses: ListenerAddresses;
  readonly loadBalancers: LoadBalancers;
  readonly logGroups: LogGroups;
  readonly repositories: Repositories;
  readonly resourceTags: ResourceTags;
  readonly roles: Roles;
  readonly services: Services;
  readonly stacks: Stacks;
  readonly tables: Tables;
  readonly taggedResources: TaggedResources;
  readonly taskDefinitions: TaskDefinitions;
  readonly vpc: Vpc;
}

/** What the SDK remarks would be written across the learner's screen, in English; what there is to warn of is said by us. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export function createAws(given: ClientConfig): Aws {
  const agent = agentFor(given);
  const requestHandler = { ...usualTimes, ...(agent === undefined ? {} : { httpsAgent: agent }) };
  const config = { logger: silent, requestHandler, clientConfig: { requestHandler }, ...given };
  return {
    account: createAccountDoor(config),
    clusters: createClusters(config),
    inventory: createInventory(config),
    listenerAddresses: createListenerAddresses(config.endpoint),
    loadBalancers: createLoadBalancers(config),
    logGroups: createLogGroups(config),
    repositories: createRepositories(config),
    resourceTags: createResourceTags(config),
    roles: createRoles(config),
    services: createServices(config),
    stacks: createStacks(config),
    tables: createTables(config),
    taggedResources: createTaggedResources(config),
    taskDefinitions: createTaskDefinitions(config),
    vpc: createVpc(config),
  };
}

/** How AWS is reached: through a proxy, or trusting authorities of the learner's company; undefined: as Node does by itself. */
function agentFor({ endpoint, region, profile }: ClientConfig): Agent | undefined {
  // The sandbox speaks HTTP, and is on this machine.
  if (endpoint?.startsWith('http:')) return undefined;
  const ca = trustedAuthorities(profile);
  const proxied = throughProxy(endpoint === undefined ? `sts.${region}.amazonaws.com` : new URL(endpoint).host, ca);
  return proxied ?? (ca === undefined ? undefined : new Agent({ keepAlive: true, ca }));
}
