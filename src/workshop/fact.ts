/**
 * Something that the world cannot tell and a later look compares with. It is kept under the id of the step that notes
 * it and is forgotten with that step, so a fact without a step cannot be written.
 */
export interface Fact {
  /** Id of the step that notes it, e.g. "image.build". */
  readonly step: string;
  /** e.g. "first" */
  readonly name: string;
}

/** Facts of one workspace, by step and by name. */
export type FactsByStep = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The fact `name` of the step `step`: what steps declare, and give to `progress.remember` and `progress.fact`. */
export function factOf(step: `${string}.${string}`, name: string): Fact {
  return { step, name };
}

/** Facts that once lay beside the steps, and the step that notes each of them. */
const homes: ReadonlyMap<string, Fact> = new Map(Object.entries({
  'image.first': factOf('image.build', 'first'),
  'image.first-ignored': factOf('image.build', 'first-ignored'),
  'image.second': factOf('image.rebuild', 'second'),
  'image.needless': factOf('image.exec', 'needless'),
  'ecr.image': factOf('ecr.tag', 'image'),
  'local.boyakis': factOf('local.post', 'boyakis'),
  'service.boyakis': factOf('service.post', 'boyakis'),
  'foreign-revisions': factOf('taskdef.register', 'foreign-revisions'),
}));

/**
 * Reads the facts of a progress file. In files of before, a fact was one line "step.name", or a name of its own: each
 * goes to its step. What belongs to none is dropped, for nothing could ever forget it.
 */
export function readFacts(written: Readonly<Record<string, unknown>>): FactsByStep {
  const facts = new Map<string, Map<string, string>>();
  const keep = ({ step, name }: Fact, value: unknown) => {
    if (typeof value === 'string') facts.set(step, (facts.get(step) ?? new Map<string, string>()).set(name, value));
  };
  for (const [key, value] of Object.entries(written)) {
    if (typeof value === 'string') {
      const [, step, name] = /^([^.]+\.[^.]+)\.(.+)$/.exec(key) ?? [];
      const home = homes.get(key) ?? (step === undefined || name === undefined ? undefined : { step, name });
      if (home !== undefined) keep(home, value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) keep({ step: key, name }, each);
    }
  }
  return Object.fromEntries([...facts].map(([step, noted]) => [step, Object.fromEntries(noted)]));
}
