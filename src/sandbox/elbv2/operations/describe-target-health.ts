import type { DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2 } from '../elbv2.js';
import { findTargetGroup } from '../find.js';
import type { TargetHealth } from '../../load-balancer/model.js';
import { inEnabledZone } from '../publish.js';

/** Registered and draining targets, or those asked for, which may be "unused" because they are not registered. */
export function describeTargetHealth(elbv2: Elbv2): Handler<DescribeTargetHealthCommandInput, DescribeTargetHealthCommandOutput> {
  return ({ TargetGroupArn, Targets }) => {
    const group = findTargetGroup(elbv2, TargetGroupArn);
    const acting = elbv2.plane.targets(group.arn);
    const idle = group.targets.filter((target) => !acting.some(({ address }) => address.ip === target.ip && address.port === target.port));
    const all = [...acting.map(({ address }) => address), ...idle];
    const wanted = Targets?.length ? Targets.map(({ Id = '', Port }) => ({ ip: Id, port: Port ?? group.port })) : all;

    const describe = ({ ip, port }: { ip: string; port: number }): TargetHealthDescription => {
      const stored = group.targets.find((target) => target.ip === ip && target.port === port);
      const disabled = stored !== undefined && !inEnabledZone(elbv2, group, stored.zone);
      const { state, reason, description } = disabled ? inDisabledZone : elbv2.plane.targetHealth(group.arn, { ip, port });
      return {
        Target: { Id: ip, Port: port, AvailabilityZone: stored?.zone },
        HealthCheckPort: group.health.port === 'traffic-port' ? String(port) : group.health.port,
        TargetHealth: { State: state, Reason: reason as 'Target.NotInUse', Description: description },
      };
    };
    return { TargetHealthDescriptions: wanted.map(describe) };
  };
}

const inDisabledZone: TargetHealth = {
  state: 'unused',
  reason: 'Target.NotInUse',
  description: 'Target is in an Availability Zone that is not enabled for the load balancer',
};
