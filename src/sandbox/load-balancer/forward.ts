import { sendAlbPage } from './alb-page.js';
import { attempt, type AttemptFailure } from './attempt.js';
import { isReplayable, isSafe, type Exchange } from './exchange.js';
import type { TargetGroup } from './target-group.js';
import type { Target } from './target.js';

/**
 * Brings a request to a target of the group and its answer back. Another target is tried when none of the request can
 * have been acted upon: the connection was refused, or the request is one that may be repeated. Keep-alive connections
 * carry only requests that may be repeated, because a target may close an idle one at the very moment we write to it;
 * all others get a fresh connection, on which that cannot happen.
 */
export async function forward(exchange: Exchange, group: TargetGroup): Promise<void> {
  const { response } = exchange;
  const tried = new Set<Target>();
  const replayable = isReplayable(exchange);
  let repeats = isSafe(exchange) ? 1 : 0;
  let failure: AttemptFailure | undefined;

  for (let target = group.pick(); target; target = group.pick(tried)) {
    tried.add(target);
    failure = await attempt(exchange, target, { fresh: !replayable });
    if (failure === 'stale') failure = await attempt(exchange, target, { fresh: true });
    if (failure === undefined || response.destroyed) return;
    if (failure === 'timeout' || failure === 'invalid') break;
    if (failure === 'broken' && repeats-- <= 0) break;
  }

  if (failure === 'unreachable') await waitForGivingUp(exchange);
  if (failure === 'timeout' && !exchange.request.complete) sendAlbPage(response, 408);
  else sendAlbPage(response, failure === undefined ? 503 : failure === 'timeout' || failure === 'unreachable' ? 504 : 502);
}

function waitForGivingUp({ response, connectTimeoutMs }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, connectTimeoutMs);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
