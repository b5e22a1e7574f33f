import {
  AddTags$,
  CreateListener$,
  CreateLoadBalancer$,
  CreateRule$,
  CreateTargetGroup$,
  DeleteListener$,
  DeleteLoadBalancer$,
  DeleteRule$,
  DeleteTargetGroup$,
  DeregisterTargets$,
  DescribeAccountLimits$,
  DescribeListeners$,
  DescribeLoadBalancerAttributes$,
  DescribeLoadBalancers$,
  DescribeRules$,
  DescribeTags$,
  DescribeTargetGroupAttributes$,
  DescribeTargetGroups$,
  DescribeTargetHealth$,
  ModifyListener$,
  ModifyLoadBalancerAttributes$,
  ModifyRule$,
  ModifyTargetGroup$,
  ModifyTargetGroupAttributes$,
  RegisterTargets$,
  RemoveTags$,
  SetRulePriorities$,
  SetSecurityGroups$,
  SetSubnets$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SandboxContext } from '../context.js';
import { operation, type Service } from '../service.js';
import { createElbv2 } from './elbv2.js';
import { answerListenerAddresses } from './listener-address.js';
import { createListener } from './operations/create-listener.js';
import { createLoadBalancer } from './operations/create-load-balancer.js';
import { createRule } from './operations/create-rule.js';
import { createTargetGroup } from './operations/create-target-group.js';
import { deleteListener } from './operations/delete-listener.js';
import { deleteLoadBalancer } from './operations/delete-load-balancer.js';
import { deleteRule } from './operations/delete-rule.js';
import { deleteTargetGroup } from './operations/delete-target-group.js';
import { describeAccountLimits } from './operations/describe-account-limits.js';
import { describeListeners } from './operations/describe-listeners.js';
import { describeLoadBalancers } from './operations/describe-load-balancers.js';
import { describeRules } from './operations/describe-rules.js';
import { describeTargetGroups } from './operations/describe-target-groups.js';
import { describeTargetHealth } from './operations/describe-target-health.js';
import { describeLoadBalancerAttributes, modifyLoadBalancerAttributes } from './operations/load-balancer-attributes.js';
import { modifyListener } from './operations/modify-listener.js';
import { modifyRule } from './operations/modify-rule.js';
import { modifyTargetGroup } from './operations/modify-target-group.js';
import { setRulePriorities } from './operations/set-rule-priorities.js';
import { setSecurityGroups } from './operations/set-security-groups.js';
import { setSubnets } from './operations/set-subnets.js';
import { addTags, describeTags, removeTags } from './operations/tags.js';
import { describeTargetGroupAttributes, modifyTargetGroupAttributes } from './operations/target-group-attributes.js';
import { deregisterTargets, registerTargets } from './operations/targets.js';
import { publishListener, republishTargets } from './publish.js';
import { taggedResources } from './tagged.js';

/** Elastic Load Balancing: application load balancers that really listen, on 127.0.0.1. */
export function createElbv2Service(context: SandboxContext): Service {
  const elbv2 = createElbv2(context);
  // Before the listeners, which come with start(): other services may ask for target health at once.
  republishTargets(elbv2);
  return {
    name: 'elbv2',
    operations: {
      AddTags: operation(AddTags$, addTags(elbv2)),
      CreateListener: operation(CreateListener$, createListener(elbv2)),
      CreateLoadBalancer: operation(CreateLoadBalancer$, createLoadBalancer(elbv2)),
      CreateRule: operation(CreateRule$, createRule(elbv2)),
      CreateTargetGroup: operation(CreateTargetGroup$, createTargetGroup(elbv2)),
      DeleteListener: operation(DeleteListener$, deleteListener(elbv2)),
      DeleteLoadBalancer: operation(DeleteLoadBalancer$, deleteLoadBalancer(elbv2)),
      DeleteRule: operation(DeleteRule$, deleteRule(elbv2)),
      DeleteTargetGroup: operation(DeleteTargetGroup$, deleteTargetGroup(elbv2)),
      DeregisterTargets: operation(DeregisterTargets$, deregisterTargets(elbv2)),
      DescribeAccountLimits: operation(DescribeAccountLimits$, describeAccountLimits()),
      DescribeListeners: operation(DescribeListeners$, describeListeners(elbv2)),
      DescribeLoadBalancerAttributes: operation(DescribeLoadBalancerAttributes$, describeLoadBalancerAttributes(elbv2)),
      DescribeLoadBalancers: operation(DescribeLoadBalancers$, describeLoadBalancers(elbv2)),
      DescribeRules: operation(DescribeRules$, describeRules(elbv2)),
      DescribeTags: operation(DescribeTags$, describeTags(elbv2)),
      DescribeTargetGroupAttributes: operation(DescribeTargetGroupAttributes$, describeTargetGroupAttributes(elbv2)),
      DescribeTargetGroups: operation(DescribeTargetGroups$, describeTargetGroups(elbv2)),
      DescribeTargetHealth: operation(DescribeTargetHealth$, describeTargetHealth(elbv2)),
      ModifyListener: operation(ModifyListener$, modifyListener(elbv2)),
      ModifyLoadBalancerAttributes: operation(ModifyLoadBalancerAttributes$, modifyLoadBalancerAttributes(elbv2)),
      ModifyRule: operation(ModifyRule$, modifyRule(elbv2)),
      ModifyTargetGroup: operation(ModifyTargetGroup$, modifyTargetGroup(elbv2)),
      ModifyTargetGroupAttributes: operation(ModifyTargetGroupAttributes$, modifyTargetGroupAttributes(elbv2)),
      RegisterTargets: operation(RegisterTargets$, registerTargets(elbv2)),
      RemoveTags: operation(RemoveTags$, removeTags(elbv2)),
      SetRulePriorities: operation(SetRulePriorities$, setRulePriorities(elbv2)),
      SetSecurityGroups: operation(SetSecurityGroups$, setSecurityGroups(elbv2)),
      SetSubnets: operation(SetSubnets$, setSubnets(elbv2)),
    },
    httpRoutes: [{ prefix: '/_sandbox/listeners', handle: (request, response) => answerListenerAddresses(elbv2, request, response) }],
    taggedResources: () => taggedResources(elbv2),
    start: () =>
      elbv2.inTurn(async () => {
        for (const arn of elbv2.listeners.keys()) {
          await publishListener(elbv2, arn).catch((error: unknown) => context.log(`${arn} is not open: ${String(error)}`));
        }
      }),
    stop: () =>
      elbv2.inTurn(() => {
        elbv2.plane.close();
        return Promise.resolve();
      }),
  };
}
