import type { CreateListenerCommandInput, CreateListenerCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { readActions } from '../actions.js';
import { arnOf, newId, pathOf } from '../arn.js';
import { describedListener } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { duplicateListener, requireRange, unsupportedProtocol, validationError } from '../errors.js';
import { findListener, findLoadBalancer } from '../find.js';
import { publishListener } from '../publish.js';
import { removeListener } from '../remove-listener.js';
import { withTags } from '../tags.js';

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
export function createListener(elbv2: Elbv2): Handler<CreateListenerCommandInput, CreateListenerCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const loadBalancer = findLoadBalancer(elbv2, input.LoadBalancerArn);
      if (input.Port === undefined) throw validationError('A port must be specified');
      if (input.Protocol === undefined) throw validationError('A protocol must be specified');
      refuseUnsupported(input);
      requireRange(input.Port, 'port', 1, 65_535);
      if (hasListener(elbv2, loadBalancer.arn, input.Port)) throw duplicateListener(loadBalancer.arn);
      const actions = readActions(elbv2, loadBalancer, input.DefaultActions);
      const path = `${pathOf(loadBalancer.arn)}/${newId()}`;
      const arn = arnOf(elbv2.context.account, `listener/${path}`);
      elbv2.listeners.set(arn, {
        arn,
        loadBalancerArn: loadBalancer.arn,
        port: input.Port,
        defaultRuleArn: arnOf(elbv2.context.account, `listener-rule/${path}/${newId()}`),
        actions,
        tags: withTags({}, input.Tags),
      });
      try {
        await publishListener(elbv2, arn);
      } catch (error) {
        removeListener(elbv2, arn);
        throw error;
      }
      return { Listeners: [describedListener(findListener(elbv2, arn))] };
    });
}

export function refuseUnsupported({ Protocol, Certificates, SslPolicy, AlpnPolicy, MutualAuthentication }: Partial<CreateListenerCommandInput>): void {
  if (Protocol !== undefined && Protocol !== 'HTTP') {
    throw unsupportedProtocol(`The sandbox does not support listeners with protocol ${Protocol}, only HTTP: it has no certificates.`);
  }
  if (Certificates?.length || SslPolicy || AlpnPolicy?.length || MutualAuthentication) {
    throw validationError('Certificates, SSL policies, ALPN policies and mutual authentication are not for listeners with protocol HTTP');
  }
}

export function hasListener({ listeners }: Elbv2, loadBalancerArn: string, port: number): boolean {
  return listeners.values().some((one) => one.loadBalancerArn === loadBalancerArn && one.port === port);
}
