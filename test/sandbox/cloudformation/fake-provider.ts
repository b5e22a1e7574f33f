import { AwsError } from '../../../src/sandbox/aws-error.js';
import { defineProvider, type Provider } from '../../../src/sandbox/cloudformation/providers/provider.js';
import { flag, object, tags, text } from '../../../src/sandbox/cloudformation/providers/shape.js';

export interface FakeThing {
  readonly id: string;
  readonly logicalId: string;
  value: string;
  readonly tags: Record<string, string>;
}

/** A resource type `Test::Thing` whose things live in a map, and which fails or dawdles when its properties say so. */
export interface FakeType {
  readonly provider: Provider;
  readonly things: Map<string, FakeThing>;
  /** What was asked for, in order: "create A", "update A", "remove A". */
  readonly log: string[];
  /** Logical ids that cannot be removed. */
  readonly stuck: Set<string>;
  /** Logical ids that do not become ready until they are taken out. */
  readonly dawdling: Set<string>;
}

export function createFakeType(): FakeType {
  const things = new Map<string, FakeThing>();
  const log: string[] = [];
  const stuck = new Set<string>();
  const dawdling = new Set<string>();
  let count = 0;

  const provider = defineProvider({
    type: 'Test::Thing',
    properties: object({}, { Value: text, Needs: text, Fails: flag, Fixed: text, Name: text, Tags: tags }),
    attributes: ['Value'],
    takes: { create: 0, delete: 0 },
    nameProperty: 'Name',
    create: ({ Value = '' }, context) => {
      count += 1;
      const id = `thing-${count}`;
      log.push(`create ${context.logicalId}`);
      things.set(id, { id, logicalId: context.logicalId, value: Value, tags: { ...context.stackTags, ...context.systemTags } });
      return Promise.resolve(id);
    },
    settle: async (id, { Fails, Value = '' }, context) => {
      if (Fails) throw new AwsError('InvalidThing', 'The thing is bad');
      await context.poll(() => Promise.resolve(dawdling.has(context.logicalId) ? undefined : true));
      const thing = things.get(id);
      if (!thing) throw new Error(`${id} is not there`);
      return { Value };
    },
    update: {
      inPlace: ['Value', 'Fails', 'Tags'],
      apply: (id, { after }, context) => {
        log.push(`update ${context.logicalId}`);
        const thing = things.get(id);
        if (after.Fails) throw new AwsError('InvalidThing', 'The thing is bad');
        if (thing) thing.value = after.Value ?? '';
        return Promise.resolve();
      },
    },
    remove: (id, _, context) => {
      if (stuck.has(context.logicalId)) throw new AwsError('InvalidThing', 'The thing is stuck');
      log.push(`remove ${context.logicalId}`);
      things.delete(id);
      return Promise.resolve();
    },
  });
  return { provider, things, log, stuck, dawdling };
}
