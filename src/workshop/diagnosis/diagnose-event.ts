import type { ServiceEvent } from '../../aws/services.js';
import { diagnoseAs, findEntry, type Diagnosis } from './diagnosis.js';
import { eventTable } from './event-table.js';
import { toType } from './what-to-type.js';

/** What an event of a service means, good news too. */
export function diagnoseEvent(message: string): Diagnosis {
  const quote = shortenEvent(message);
  const entry = findEntry(eventTable, message);
  if (entry !== undefined) return diagnoseAs(entry, quote);
  return {
    id: 'unknown-event',
    quote,
    means: { ja: 'このワークショップがまだ知らないイベントです。', en: 'this workshop has not met this event before.' },
    fix: { ja: `前後のイベントも読みます: ${toType.events}`, en: `Read the events around it: ${toType.events}` },
  };
}

/**
 * The latest event that tells of trouble, unless the service has settled since. `events`: newest first.
 * It is there even where no task was: a role that cannot be assumed leaves nothing but the event.
 */
export function findTrouble(events: readonly ServiceEvent[]): Diagnosis | undefined {
  const settled = events.findIndex(({ message }) => /has reached a steady state|deployment completed/.test(message));
  const recent = settled === -1 ? events : events.slice(0, settled);
  const bad = recent.filter(({ message }) => findEntry(eventTable, message)?.harmless !== true && findEntry(eventTable, message) !== undefined);
  // "Unable to consistently start" and the like say that it failed; the others say why.
  const telling = bad.find(({ message }) => !/consistently start|tasks failed to start|rolling back/.test(message)) ?? bad[0];
  return telling === undefined ? undefined : diagnoseEvent(telling.message);
}

/** Neither may a task start nor may one stop: nothing happens until the percentages are others. undefined: something does. */
export function findStandstill(events: readonly ServiceEvent[]): Diagnosis | undefined {
  const newest = events.find(({ message }) => /deployment configuration|has (started|stopped) \d+|has reached a steady state|deployment completed/.test(message));
  const told = newest && diagnoseEvent(newest.message);
  return told?.id === 'impossible-deployment' ? told : undefined;
}

/** Without what is the same in every line. */
function shortenEvent(message: string): string {
  return message.replace(/^\(service [^)]*\) /, '').replace(/ in \(target-group [^)]*\)/, '');
}
