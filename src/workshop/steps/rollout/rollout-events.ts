import type { Service, ServiceEvent } from '../../../aws/services.js';

/** What tells the order: the new task is there before the old one goes. */
const telling = /has started \d+ tasks| registered \d+ targets|begun draining|deployment completed/;

/** Events of the rollout that made the service what it is, oldest first, from the start of its task on. */
export function readRolloutEvents({ deployments, events }: Pick<Service, 'deployments' | 'events'>): readonly ServiceEvent[] {
  const since = deployments.find(({ status }) => status === 'PRIMARY')?.createdAt ?? Infinity;
  const own = events.filter(({ at }) => at >= since);
  // What started later takes the place of a task that was lost, and is no part of it.
  const completed = own.findIndex(({ message }) => message.endsWith('deployment completed.'));
  const start = own.findIndex(({ message }, index) => index > completed && /has started \d+ tasks/.test(message));
  return start === -1 ? [] : own.slice(Math.max(completed, 0), start + 1).filter(({ message }) => telling.test(message)).reverse();
}
