import type { SetSubnetsCommandInput, SetSubnetsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { describedZones } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { invalidConfiguration } from '../errors.js';
import { findLoadBalancer } from '../find.js';
import { attachInterfaces, detachInterfaces, readSubnets } from '../network-place.js';
import { republishTargets } from '../publish.js';
import { subnetIdsOf } from './create-load-balancer.js';

/** Moves the load balancer to these subnets; an interface in a subnet that it keeps stays. */
export function setSubnets(elbv2: Elbv2): Handler<SetSubnetsCommandInput, SetSubnetsCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const { context } = elbv2;
      const stored = findLoadBalancer(elbv2, input.LoadBalancerArn);
      const place = await readSubnets(context, subnetIdsOf(input));
      if (place.vpcId !== stored.vpcId) throw invalidConfiguration(`The subnets must belong to VPC '${stored.vpcId}'`);
      const kept = (subnetId: string) => stored.zones.find((zone) => zone.subnetId === subnetId);
      const added = await attachInterfaces(context, stored.arn, place.zones.filter(({ subnetId }) => !kept(subnetId)), stored.securityGroups);
      const zones = place.zones.map((zone) => kept(zone.subnetId) ?? added.find(({ subnetId }) => subnetId === zone.subnetId) ?? zone);
      const changed = elbv2.loadBalancers.update(stored.arn, { zones });
      await detachInterfaces(context, stored.zones.filter((zone) => !zones.includes(zone)));
      republishTargets(elbv2);
      return { AvailabilityZones: describedZones(changed), IpAddressType: 'ipv4' };
    });
}
