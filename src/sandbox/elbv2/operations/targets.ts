import type { DeregisterTargetsCommandInput, DeregisterTargetsCommandOutput, RegisterTargetsCommandInput, RegisterTargetsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { BlockList, isIPv4 } from 'node:net';
import type { Elbv2 } from '../elbv2.js';
import { invalidTarget, requireRange } from '../errors.js';
import { findTargetGroup } from '../find.js';
import type { StoredTarget, StoredTargetGroup } from '../model.js';
import { zoneOf } from '../network-place.js';
import { publishTargetGroup } from '../publish.js';

/** Addresses that may be targets at all: those of RFC 1918 and RFC 6598. */
const privateAddresses = new BlockList();
privateAddresses.addSubnet('10.0.0.0', 8);
privateAddresses.addSubnet('172.16.0.0', 12);
privateAddresses.addSubnet('192.168.0.0', 16);
privateAddresses.addSubnet('100.64.0.0', 10);

/** Registers targets; one that is registered already stays as it is, one that drains comes back. */
export function registerTargets(elbv2: Elbv2): Handler<RegisterTargetsCommandInput, RegisterTargetsCommandOutput> {
  return async ({ TargetGroupArn, Targets = [] }) => {
    const asked = findTargetGroup(elbv2, TargetGroupArn);
    const added = await Promise.all(
      Targets.map(async (target): Promise<StoredTarget> => {
        const { ip, port } = readTarget(asked, target);
        return { ip, port, zone: await zoneOf(elbv2.context, asked.vpcId, ip) };
      }),
    );
    // Read again: others may have registered while EC2 was asked.
    const { arn, targets } = findTargetGroup(elbv2, TargetGroupArn);
    const kept = targets.filter((target) => !added.some((one) => isSame(one, target)));
    publishTargetGroup(elbv2, elbv2.targetGroups.update(arn, { targets: [...kept, ...added] }));
    return {};
  };
}

/** Targets get no new requests from now on, and drain; those that are not registered are passed over. Without a port, every port of the address. */
export function deregisterTargets(elbv2: Elbv2): Handler<DeregisterTargetsCommandInput, DeregisterTargetsCommandOutput> {
  return ({ TargetGroupArn, Targets = [] }) => {
    const group = findTargetGroup(elbv2, TargetGroupArn);
    const leaving = group.targets.filter(({ ip, port }) => Targets.some((target) => target.Id === ip && (target.Port ?? port) === port));
    elbv2.targetGroups.update(group.arn, { targets: group.targets.filter((target) => !leaving.includes(target)) });
    for (const target of leaving) elbv2.plane.deregisterTarget(group.arn, target);
    return {};
  };
}

function readTarget(group: StoredTargetGroup, { Id = '', Port }: TargetDescription): StoredTarget {
  if (group.targetType === 'instance') throw invalidTarget(`Instance ID '${Id}' is not valid. The sandbox has no EC2 instances; use a target group of type ip.`);
  if (!isIPv4(Id)) throw invalidTarget(`The IP address '${Id}' is not a valid IPv4 address`);
  if (!privateAddresses.check(Id)) throw invalidTarget(`The IP address '${Id}' is not within a private range that the load balancer can reach`);
  requireRange(Port, 'port', 1, 65_535);
  return { ip: Id, port: Port ?? group.port };
}

function isSame(one: StoredTarget, other: StoredTarget): boolean {
  return one.ip === other.ip && one.port === other.port;
}
