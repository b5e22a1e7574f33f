import type { DeleteListenerCommandInput, DeleteListenerCommandOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Handler } from '../../service.js';
import type { Elbv2 } from '../elbv2.js';
import { findListener } from '../find.js';
import { removeListener } from '../remove-listener.js';

export function deleteListener(elbv2: Elbv2): Handler<DeleteListenerCommandInput, DeleteListenerCommandOutput> {
  return ({ ListenerArn }) =>
    elbv2.inTurn(() => {
      removeListener(elbv2, findListener(elbv2, ListenerArn).arn);
      return Promise.resolve({});
    });
}
