import type { Action, FixedResponseActionConfig, ForwardActionConfig, RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2 } from './elbv2.js';
import { invalidAction, invalidConfiguration, notInSandbox, requireRange, targetGroupAssociated, validationError } from './errors.js';
import { findTargetGroup, loadBalancersOf } from './find.js';
import type { StoredLoadBalancer } from './model.js';

const mostGroups = 5;
const mostWeight = 999;

/**
 * Actions of a listener or rule as AWS shows them again, defaults filled in. Throws for what AWS refuses, and by name
 * for what the sandbox cannot do.
 */
export function readActions(elbv2: Elbv2, loadBalancer: StoredLoadBalancer, actions: readonly Action[] | undefined): Action[] {
  const [action, ...others] = actions ?? [];
  if (!action) throw validationError('You must specify at least one action');
  const unsupported = [action, ...others].find(({ Type }) => !['forward', 'redirect', 'fixed-response'].includes(Type ?? ''));
  if (unsupported) throw notInSandbox(`actions of type '${String(unsupported.Type)}'; use forward, redirect or fixed-response`);
  if (others.length > 0) throw invalidAction('You can specify only one action of type forward, redirect or fixed-response');
  if (action.Type === 'forward') return [{ ...order(action), Type: 'forward', ...forwardOf(elbv2, loadBalancer, action) }];
  if (action.Type === 'redirect') return [{ ...order(action), Type: 'redirect', RedirectConfig: redirectOf(action.RedirectConfig) }];
  return [{ ...order(action), Type: 'fixed-response', FixedResponseConfig: fixedOf(action.FixedResponseConfig) }];
}

const order = ({ Order }: Action) => (Order === undefined ? {} : { Order });

function forwardOf(elbv2: Elbv2, loadBalancer: StoredLoadBalancer, action: Action): { TargetGroupArn?: string; ForwardConfig: ForwardActionConfig } {
  const groups = action.ForwardConfig?.TargetGroups ?? (action.TargetGroupArn === undefined ? [] : [{ TargetGroupArn: action.TargetGroupArn }]);
  if (groups.length === 0) throw validationError('A target group ARN must be specified');
  if (groups.length > mostGroups) throw validationError(`An action can forward to at most ${mostGroups} target groups`);
  if (action.TargetGroupArn !== undefined && (groups.length > 1 || groups[0]?.TargetGroupArn !== action.TargetGroupArn)) {
    throw invalidAction('You cannot specify both a target group ARN and a forward config with different target groups');
  }
  if (action.ForwardConfig?.TargetGroupStickinessConfig?.Enabled) throw notInSandbox('stickiness between target groups');
  const tuples = groups.map(({ TargetGroupArn, Weight }) => {
    requireRange(Weight, 'weight', 0, mostWeight);
    const group = findTargetGroup(elbv2, TargetGroupArn);
    if (group.vpcId !== loadBalancer.vpcId) {
      throw invalidConfiguration(`The target group '${group.arn}' is in VPC '${group.vpcId}', but the load balancer is in VPC '${loadBalancer.vpcId}'`);
    }
    if (loadBalancersOf(elbv2, group.arn).some((arn) => arn !== loadBalancer.arn)) throw targetGroupAssociated(group.arn);
    return { TargetGroupArn: group.arn, Weight: Weight ?? 1 };
  });
  return {
    TargetGroupArn: tuples.length === 1 ? tuples[0]?.TargetGroupArn : undefined,
    ForwardConfig: { TargetGroups: tuples, TargetGroupStickinessConfig: { Enabled: false } },
  };
}

function redirectOf(config: RedirectActionConfig | undefined): RedirectActionConfig {
  if (!config) throw validationError('A redirect config must be specified');
  const { StatusCode, Protocol = '#{protocol}', Port = '#{port}', Host = '#{host}', Path = '/#{path}', Query = '#{query}' } = config;
  if (StatusCode !== 'HTTP_301' && StatusCode !== 'HTTP_302') throw validationError(`The redirect status code '${String(StatusCode)}' is not valid`);
  if (!/^(HTTPS?|#\{protocol\})$/.test(Protocol)) throw validationError(`The redirect protocol '${Protocol}' is not valid`);
  if (!Path.startsWith('/')) throw validationError(`The redirect path '${Path}' must start with '/'`);
  if (Protocol !== 'HTTPS' && Port === '#{port}' && Host === '#{host}' && Path === '/#{path}') {
    throw invalidAction('The redirect configuration is not valid because it creates a loop');
  }
  return { Protocol, Port, Host, Path, Query, StatusCode };
}

const contentTypes = ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'];

function fixedOf(config: FixedResponseActionConfig | undefined): FixedResponseActionConfig {
  const { StatusCode = '', ContentType, MessageBody } = config ?? {};
  if (!/^[245]\d\d$/.test(StatusCode)) throw validationError(`The fixed-response status code '${StatusCode}' must be 2XX, 4XX or 5XX`);
  if (ContentType !== undefined && !contentTypes.includes(ContentType)) throw validationError(`The fixed-response content type '${ContentType}' is not valid`);
  if ((MessageBody?.length ?? 0) > 1024) throw validationError('The fixed-response message body cannot be longer than 1024 characters');
  return { StatusCode, ContentType, MessageBody };
}
