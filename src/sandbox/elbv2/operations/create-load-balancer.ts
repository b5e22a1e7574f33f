import type { CreateLoadBalancerCommandInput, CreateLoadBalancerCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { randomInt } from 'node:crypto';
import { ensureServiceLinkedRole } from '../../ensure-service-linked-role.js';
import { arnOf, newId } from '../arn.js';
import { describedLoadBalancer } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { duplicateLoadBalancer, notInSandbox, validationError } from '../errors.js';
import { changeLoadBalancerAttributes } from '../load-balancer-attributes.js';
import type { StoredLoadBalancer } from '../model.js';
import { requireName } from '../names.js';
import { attachInterfaces, readSecurityGroups, readSubnets, requireInternetGateway, type Place } from '../network-place.js';
import { withTags } from '../tags.js';

/**
 * Asked again with the same settings it answers with the load balancer that exists.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
export function createLoadBalancer(elbv2: Elbv2): Handler<CreateLoadBalancerCommandInput, CreateLoadBalancerCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const { context, loadBalancers } = elbv2;
      const name = input.Name ?? '';
      requireName('Load balancer', name);
      refuseUnsupported(input);
      const scheme = input.Scheme ?? 'internet-facing';
      const place = await readSubnets(context, subnetIdsOf(input));
      const securityGroups = await readSecurityGroups(context, place.vpcId, input.SecurityGroups ?? []);

      const existing = loadBalancers.values().find((one) => one.name === name);
      if (existing) {
        if (!sameSettings(existing, scheme, place, securityGroups)) throw duplicateLoadBalancer(name);
        return { LoadBalancers: [describedLoadBalancer(elbv2, existing)] };
      }
      if (scheme === 'internet-facing') await requireInternetGateway(context, place.vpcId);

      await ensureServiceLinkedRole(context, ownRole);
      const arn = arnOf(context.account, `loadbalancer/app/${name}/${newId()}`);
      const tags = withTags({}, input.Tags);
      const stored: StoredLoadBalancer = {
        arn,
        name,
        dnsName: `${scheme === 'internal' ? 'internal-' : ''}${name}-${randomInt(100_000_000, 2_000_000_000)}.${context.account.region}.elb.amazonaws.com`,
        scheme,
        vpcId: place.vpcId,
        createdAt: context.clock.now(),
        zones: await attachInterfaces(context, arn, place.zones, securityGroups),
        securityGroups,
        attributes: changeLoadBalancerAttributes({}, []),
        tags,
      };
      loadBalancers.set(arn, stored);
      return { LoadBalancers: [describedLoadBalancer(elbv2, stored)] };
    });
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html */
const ownRole = { name: 'elasticloadbalancing.amazonaws.com', role: 'AWSServiceRoleForElasticLoadBalancing' } as const;

function refuseUnsupported(input: CreateLoadBalancerCommandInput): void {
  if (input.Type !== undefined && input.Type !== 'application') throw notInSandbox(`load balancers of type '${input.Type}', only 'application'`);
  if (input.IpAddressType !== undefined && input.IpAddressType !== 'ipv4') throw notInSandbox(`the IP address type '${input.IpAddressType}', only 'ipv4'`);
  if (input.CustomerOwnedIpv4Pool) throw notInSandbox('CustomerOwnedIpv4Pool');
  if (input.IpamPools) throw notInSandbox('IpamPools');
}

export function subnetIdsOf({ Subnets, SubnetMappings }: Pick<CreateLoadBalancerCommandInput, 'Subnets' | 'SubnetMappings'>): string[] {
  if (Subnets?.length && SubnetMappings?.length) throw validationError('You can specify either subnets or subnet mappings, not both');
  if (SubnetMappings?.some((mapping) => mapping.AllocationId || mapping.PrivateIPv4Address || mapping.IPv6Address)) {
    throw validationError('Addresses in subnet mappings are not supported for load balancers of type application');
  }
  const ids = Subnets?.length ? Subnets : (SubnetMappings ?? []).map(({ SubnetId }) => SubnetId ?? '');
  if (ids.length === 0) throw validationError('At least two subnets in two different Availability Zones must be specified');
  return ids;
}

function sameSettings(existing: StoredLoadBalancer, scheme: string, place: Place, securityGroups: readonly string[]): boolean {
  const key = (ids: readonly string[]) => [...ids].sort().join();
  return (
    existing.scheme === scheme &&
    key(existing.zones.map(({ subnetId }) => subnetId)) === key(place.zones.map(({ subnetId }) => subnetId)) &&
    key(existing.securityGroups) === key(securityGroups)
  );
}
