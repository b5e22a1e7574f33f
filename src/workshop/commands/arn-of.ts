import { names } from '../names.js';

/**
 * ARNs that are too long to be typed, as what asks for them, in the place where they are wanted: a variable would have to be
 * set in other words in every shell, and would not hold from one line typed at a step to the next.
 */
export const arnOf = {
  targetGroup: `$(aws elbv2 describe-target-groups --names ${names.targetGroup} --query 'TargetGroups[0].TargetGroupArn' --output text)`,
  loadBalancer: `$(aws elbv2 describe-load-balancers --names ${names.loadBalancer} --query 'LoadBalancers[0].LoadBalancerArn' --output text)`,
} as const;
