import type { Collection } from '../store/store.js';
import type { TaggedResource } from '../service.js';
import { ec2Arn } from './arn.js';
import type { Ec2 } from './ec2.js';
import type { Kind } from './errors.js';
import type { Tags } from './model.js';
import { liveEndpoints } from './vpc-endpoint/live-endpoints.js';

export interface TaggedKind {
  /** As in ARNs and in DescribeTags. */
  readonly resourceType: string;
  readonly prefix: string;
  readonly kind: Kind;
  readonly collection: Collection<{ readonly id: string; readonly tags: Tags }>;
}

/** Everything of EC2 that can bear tags. (Tags of security group rules are kept in their group.) */
export function taggedKinds(ec2: Ec2): TaggedKind[] {
  const of = <T extends { readonly id: string; readonly tags: Tags }>(resourceType: string, prefix: string, kind: Kind, collection: Collection<T>) => ({
    resourceType,
    prefix,
    kind,
    // Only `tags` is ever changed through this view, so the other members stay what they are.
    collection: collection as unknown as TaggedKind['collection'],
  });
  return [
    of('vpc', 'vpc', 'vpc', ec2.vpcs),
    of('subnet', 'subnet', 'subnet', ec2.subnets),
    of('internet-gateway', 'igw', 'gateway', ec2.gateways),
    of('route-table', 'rtb', 'routeTable', ec2.routeTables),
    of('security-group', 'sg', 'group', ec2.groups),
    of('network-interface', 'eni', 'interface', ec2.interfaces),
    of('vpc-endpoint', 'vpce', 'endpoint', ec2.endpoints),
  ];
}

export function taggedResources(ec2: Ec2): TaggedResource[] {
  liveEndpoints(ec2);
  return taggedKinds(ec2).flatMap(({ resourceType, collection }) =>
    collection.values().map(({ id, tags }) => ({ arn: ec2Arn(ec2.context.account, resourceType, id), tags })),
  );
}
