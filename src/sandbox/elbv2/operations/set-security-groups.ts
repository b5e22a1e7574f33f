import type { SetSecurityGroupsCommandInput, SetSecurityGroupsCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { Elbv2 } from '../elbv2.js';
import { validationError } from '../errors.js';
import { findLoadBalancer } from '../find.js';
import { attachInterfaces, detachInterfaces, readSecurityGroups } from '../network-place.js';

/** Gives the load balancer other groups; its interfaces are made anew, since they carry the groups. */
export function setSecurityGroups(elbv2: Elbv2): Handler<SetSecurityGroupsCommandInput, SetSecurityGroupsCommandOutput> {
  return ({ LoadBalancerArn, SecurityGroups = [] }) =>
    elbv2.inTurn(async () => {
      const { context } = elbv2;
      const stored = findLoadBalancer(elbv2, LoadBalancerArn);
      if (SecurityGroups.length === 0) throw validationError('At least one security group must be specified');
      const securityGroups = await readSecurityGroups(context, stored.vpcId, SecurityGroups);
      const zones = await attachInterfaces(context, stored.arn, stored.zones.map(({ zoneName, subnetId }) => ({ zoneName, subnetId })), securityGroups);
      elbv2.loadBalancers.update(stored.arn, { securityGroups, zones });
      await detachInterfaces(context, stored.zones);
      return { SecurityGroupIds: securityGroups };
    });
}
