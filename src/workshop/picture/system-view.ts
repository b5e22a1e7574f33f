/** The parts of the system, as the drawing of the first chapter shows them. */
export const partIds = [
  'stack',
  'vpc',
  'load-balancer',
  'listener',
  'target-group',
  'cluster',
  'service',
  'task-definition',
  'task-role',
  'execution-role',
  'repository',
  'log-group',
  'table',
  'local-image',
  'local-containers',
  'local-app',
] as const;
export type PartId = (typeof partIds)[number];

/** unknown: it could not be asked. */
export type PartState = 'absent' | 'coming' | 'there' | 'failing' | 'unknown';

export interface Part {
  readonly state: PartState;
  /** The same in both languages: counts, tags, states. */
  readonly detail?: string;
}

export type SystemView = Readonly<Record<PartId, Part>>;

/** Parts that are not what they were: new, gone, or in another state. What could not be asked is no news. */
export function changedParts(before: SystemView, after: SystemView): readonly PartId[] {
  const isKnown = (id: PartId) => before[id].state !== 'unknown' && after[id].state !== 'unknown';
  return partIds.filter((id) => isKnown(id) && (before[id].state !== after[id].state || before[id].detail !== after[id].detail));
}
