import type { DeleteLoadBalancerCommandInput, DeleteLoadBalancerCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { isLoadBalancerArn } from '../arn.js';
import type { Elbv2 } from '../elbv2.js';
import { operationNotPermitted, validationError } from '../errors.js';
import { detachInterfaces } from '../network-place.js';
import { removeListener } from '../remove-listener.js';

/** Deletes a load balancer with its listeners and rules; one that is not there is as good as deleted. */
export function deleteLoadBalancer(elbv2: Elbv2): Handler<DeleteLoadBalancerCommandInput, DeleteLoadBalancerCommandOutput> {
  return ({ LoadBalancerArn: arn = '' }) =>
    elbv2.inTurn(async () => {
      if (!isLoadBalancerArn(arn)) throw validationError(`'${arn}' is not a valid load balancer ARN`);
      const stored = elbv2.loadBalancers.get(arn);
      if (!stored) return {};
      if (stored.attributes['deletion_protection.enabled'] === 'true') {
        throw operationNotPermitted(`Load balancer '${arn}' cannot be deleted because deletion protection is enabled`);
      }
      for (const listener of elbv2.listeners.values()) {
        if (listener.loadBalancerArn === arn) removeListener(elbv2, listener.arn);
      }
      await detachInterfaces(elbv2.context, stored.zones);
      elbv2.loadBalancers.delete(arn);
      return {};
    });
}
