import type { TaggedResource } from '../service.js';
import type { Collection } from '../store/store.js';
import type { Elbv2 } from './elbv2.js';
import { listenerNotFound, loadBalancerNotFound, ruleNotFound, targetGroupNotFound, validationError } from './errors.js';

interface Tagged {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The resource with this ARN, whatever it is. */
export function findTagged(elbv2: Elbv2, arn: string): { tags: Tagged['tags']; setTags(tags: Record<string, string>): void } {
  const kind = arn.split(':')[5]?.split('/')[0] ?? '';
  if (kind === 'loadbalancer') return open(elbv2.loadBalancers, arn, () => loadBalancerNotFound([arn]));
  if (kind === 'targetgroup') return open(elbv2.targetGroups, arn, targetGroupNotFound);
  if (kind === 'listener') return open(elbv2.listeners, arn, listenerNotFound);
  if (kind === 'listener-rule') return open(elbv2.rules, arn, ruleNotFound);
  throw validationError(`'${arn}' is not a valid ARN of a load balancer, target group, listener or listener rule`);
}

function open<T extends Tagged>(collection: Collection<T>, arn: string, notFound: () => Error) {
  const resource = collection.get(arn);
  if (!resource) throw notFound();
  return { tags: resource.tags, setTags: (tags: Record<string, string>) => collection.set(arn, { ...resource, tags }) };
}

export function taggedResources({ loadBalancers, targetGroups, listeners, rules }: Elbv2): TaggedResource[] {
  const all: Tagged[] = [...loadBalancers.values(), ...targetGroups.values(), ...listeners.values(), ...rules.values()];
  return all.filter(({ tags }) => Object.keys(tags).length > 0).map(({ arn, tags }) => ({ arn, tags }));
}
