import type { ServiceEvent } from '../../../aws/services.js';

/** What tells the order: the new task is there before the old one goes. */
const telling = /has started \d+ tasks| registered \d+ targets|begun draining|deployment completed/;

/** Events of the last rollout, oldest first, from the start of its task on. `events`: newest first, as ECS has them. */
export function readRolloutEvents(events: readonly ServiceEvent[]): readonly ServiceEvent[] {
  const completed = events.findIndex(({ message }) => message.endsWith('deployment completed.'));
  const start = events.findIndex(({ message }, index) => index > completed && /has started \d+ tasks/.test(message));
  return start === -1 ? [] : events.slice(0, start + 1).filter(({ message }) => telling.test(message)).reverse();
}
