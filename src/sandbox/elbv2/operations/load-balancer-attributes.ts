import type { DescribeLoadBalancerAttributesCommandInput, DescribeLoadBalancerAttributesCommandOutput, ModifyLoadBalancerAttributesCommandInput, ModifyLoadBalancerAttributesCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { attributeList } from '../attributes.js';
import type { Elbv2 } from '../elbv2.js';
import { findLoadBalancer } from '../find.js';
import { changeLoadBalancerAttributes } from '../load-balancer-attributes.js';
import { publishListener } from '../publish.js';

export function describeLoadBalancerAttributes(elbv2: Elbv2): Handler<DescribeLoadBalancerAttributesCommandInput, DescribeLoadBalancerAttributesCommandOutput> {
  return ({ LoadBalancerArn }) => ({ Attributes: attributeList(findLoadBalancer(elbv2, LoadBalancerArn).attributes) });
}

export function modifyLoadBalancerAttributes(elbv2: Elbv2): Handler<ModifyLoadBalancerAttributesCommandInput, ModifyLoadBalancerAttributesCommandOutput> {
  return ({ LoadBalancerArn, Attributes = [] }) =>
    elbv2.inTurn(async () => {
      const { arn, attributes } = findLoadBalancer(elbv2, LoadBalancerArn);
      const changed = changeLoadBalancerAttributes(attributes, Attributes);
      elbv2.loadBalancers.update(arn, { attributes: changed });
      for (const listener of elbv2.listeners.values()) {
        if (listener.loadBalancerArn === arn) await publishListener(elbv2, listener.arn);
      }
      return { Attributes: attributeList(changed) };
    });
}
