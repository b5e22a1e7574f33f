import type { ModifyListenerCommandInput, ModifyListenerCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import { readActions } from '../actions.js';
import { describedListener } from '../described.js';
import type { Elbv2 } from '../elbv2.js';
import { duplicateListener, requireRange } from '../errors.js';
import { findListener, findLoadBalancer } from '../find.js';
import { publishListener } from '../publish.js';
import { hasListener, refuseUnsupported } from './create-listener.js';

/** Changes default actions or port; on another port it is opened anew. */
export function modifyListener(elbv2: Elbv2): Handler<ModifyListenerCommandInput, ModifyListenerCommandOutput> {
  return (input) =>
    elbv2.inTurn(async () => {
      const stored = findListener(elbv2, input.ListenerArn);
      refuseUnsupported(input);
      requireRange(input.Port, 'port', 1, 65_535);
      const port = input.Port ?? stored.port;
      const moves = port !== stored.port;
      if (moves && hasListener(elbv2, stored.loadBalancerArn, port)) throw duplicateListener(stored.loadBalancerArn);
      const actions = input.DefaultActions ? readActions(elbv2, findLoadBalancer(elbv2, stored.loadBalancerArn), input.DefaultActions) : stored.actions;
      elbv2.listeners.update(stored.arn, { port, actions, openedPort: moves ? undefined : stored.openedPort });
      if (moves) elbv2.plane.closeListener(stored.arn);
      await publishListener(elbv2, stored.arn);
      return { Listeners: [describedListener(findListener(elbv2, stored.arn))] };
    });
}
